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

/** A login was switched on again from a widget. */
export type UserActivatedEvent = CustomEvent<{ contactId: string }>;

/** Somebody is about to be given access; cancelled, nothing is done and what was typed stays. */
export type BeforeAccessGrantEvent = CustomEvent<{ accountId: string; contactId: string | null; role: string }>;

/** The registration email is about to be sent again; cancelled, it is not. */
export type BeforeRegistrationResendEvent = CustomEvent<{ contactId: string }>;

/** A password reset email is about to be sent; cancelled, it is not. */
export type BeforePasswordResetEvent = CustomEvent<{ contactId: string }>;

/** A login is about to be switched on again; cancelled, it is not. */
export type BeforeUserActivateEvent = CustomEvent<{ contactId: string }>;

/** What widgets tell the page, after the fact. */
export interface PorticoEventMap {
  accessgranted: AccessGrantedEvent;
  registrationresent: RegistrationResentEvent;
  passwordresetsent: PasswordResetSentEvent;
  useractivated: UserActivatedEvent;
}

/** What widgets ask the page: each can be cancelled by `preventDefault()`. */
export interface PorticoBeforeEventMap {
  beforeaccessgrant: BeforeAccessGrantEvent;
  beforeregistrationresend: BeforeRegistrationResendEvent;
  beforepasswordreset: BeforePasswordResetEvent;
  beforeuseractivate: BeforeUserActivateEvent;
}

type Dispatcher = Pick<EventTarget, 'dispatchEvent'>;
type Detail<Event> = Event extends CustomEvent<infer D> ? D : never;

/** Tells the page of something a person did in a widget. */
export function announce<Name extends keyof PorticoEventMap>(
  widget: Dispatcher,
  name: Name,
  detail: Detail<PorticoEventMap[Name]>,
): void {
  widget.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

/** Whether the page lets it happen. */
export function isAllowed<Name extends keyof PorticoBeforeEventMap>(
  widget: Dispatcher,
  name: Name,
  detail: Detail<PorticoBeforeEventMap[Name]>,
): boolean {
  return widget.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
}

declare global {
  interface HTMLElementEventMap extends PorticoEventMap, PorticoBeforeEventMap {}
}
