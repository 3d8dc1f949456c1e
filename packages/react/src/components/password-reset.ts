// Made of the widgets’ manifest by `pnpm --filter @portico/react generate`, and never edited.
'use client';

import '@portico/widgets/password-reset';
import type * as portico from '@portico/widgets';
import type { ReactElement } from 'react';
import { type ElementNames, type ElementProps, type Listener, useElement } from '../use-element.ts';

/** What `PasswordReset` takes. */
export interface PasswordResetProps extends ElementProps<portico.PorticoPasswordReset> {
  /** The contact who is locked out. */
  contactId?: portico.PorticoPasswordReset['contactId'] | undefined;
  /** The backend of this widget alone, in place of the provider's. */
  adapter?: portico.PorticoPasswordReset['adapter'] | undefined;
  /** A password reset email was sent from here. */
  onPasswordResetSent?: Listener<portico.PasswordResetSentEvent>;
  /** The registration email was sent again from here. */
  onRegistrationResent?: Listener<portico.RegistrationResentEvent>;
  /** A password reset email is about to be sent; can be cancelled. */
  onBeforePasswordReset?: Listener<portico.BeforePasswordResetEvent>;
  /** The registration email is about to be sent again; can be cancelled. */
  onBeforeRegistrationResend?: Listener<portico.BeforeRegistrationResendEvent>;
}

const names: ElementNames = {
  attributes: {
    contactId: 'contact-id',
  },
  properties: ['adapter'],
  events: {
    onPasswordResetSent: 'passwordresetsent',
    onRegistrationResent: 'registrationresent',
    onBeforePasswordReset: 'beforepasswordreset',
    onBeforeRegistrationResend: 'beforeregistrationresend',
  },
};

/** A button that gets a contact back in: a password reset, or the registration email again. */
export function PasswordReset(props: PasswordResetProps): ReactElement {
  return useElement('portico-password-reset', names, props);
}
