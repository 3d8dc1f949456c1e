// Made of the widgets’ manifest by `pnpm --filter @portico/react generate`, and never edited.
'use client';

import '@portico/widgets/create-user';
import type * as portico from '@portico/widgets';
import type { ReactElement } from 'react';
import { type ElementNames, type ElementProps, type Listener, useElement } from '../use-element.ts';

/** What `CreateUser` takes. */
export interface CreateUserProps extends ElementProps<portico.PorticoCreateUser> {
  /** The account that access is given to. */
  accountId?: portico.PorticoCreateUser['accountId'] | undefined;
  /** The order that access is given from. */
  orderId?: portico.PorticoCreateUser['orderId'] | undefined;
  /** The address to begin with, such as that of the contact on whose page the button stands. */
  email?: portico.PorticoCreateUser['email'] | undefined;
  /** The backend of this widget alone, in place of the provider's. */
  adapter?: portico.PorticoCreateUser['adapter'] | undefined;
  /** A person was given access from here. */
  onAccessGranted?: Listener<portico.AccessGrantedEvent>;
  /** The registration email was sent again from here. */
  onRegistrationResent?: Listener<portico.RegistrationResentEvent>;
  /** A login was switched on again from here. */
  onUserActivated?: Listener<portico.UserActivatedEvent>;
  /** Somebody is about to be given access; can be cancelled. */
  onBeforeAccessGrant?: Listener<portico.BeforeAccessGrantEvent>;
  /** The registration email is about to be sent again; can be cancelled. */
  onBeforeRegistrationResend?: Listener<portico.BeforeRegistrationResendEvent>;
  /** A login is about to be switched on again; can be cancelled. */
  onBeforeUserActivate?: Listener<portico.BeforeUserActivateEvent>;
}

const names: ElementNames = {
  attributes: {
    accountId: 'account-id',
    orderId: 'order-id',
    email: 'email',
  },
  properties: ['adapter'],
  events: {
    onAccessGranted: 'accessgranted',
    onRegistrationResent: 'registrationresent',
    onUserActivated: 'useractivated',
    onBeforeAccessGrant: 'beforeaccessgrant',
    onBeforeRegistrationResend: 'beforeregistrationresend',
    onBeforeUserActivate: 'beforeuseractivate',
  },
};

/** A button and its dialog that create contact, login and access in one step. */
export function CreateUser(props: CreateUserProps): ReactElement {
  return useElement('portico-create-user', names, props);
}
