import type { AccessStatus } from '@portico/core';

/** A person was given access from a widget. */
export type AccessGrantedEvent = CustomEvent<{
  accessId: string;
  accountId: string;
  contactId: string | null;
  status: AccessStatus;
}>;

/** The registration email was sent again from a widget. */
export type RegistrationResentEvent = CustomEvent<{ contactId: string }>;

/** A password reset email was sent from a widget. */
export type PasswordResetSentEvent = CustomEvent<{ contactId: string }>;

/** What widgets tell the page, after the fact. */
export interface PorticoEventMap {
  accessgranted: AccessGrantedEvent;
  registrationresent: RegistrationResentEvent;
  passwordresetsent: PasswordResetSentEvent;
}

/** Tells the page of something a person did in a widget. */
export function announce<Name extends keyof PorticoEventMap>(
  widget: HTMLElement,
  name: Name,
  detail: PorticoEventMap[Name]['detail'],
): void {
  widget.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

declare global {
  interface HTMLElementEventMap extends PorticoEventMap {}
}
