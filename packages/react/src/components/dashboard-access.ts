// Made of the widgets’ manifest by `pnpm --filter @portico/react generate`, and never edited.
'use client';

import '@portico/widgets/dashboard-access';
import type * as portico from '@portico/widgets';
import type { ReactElement } from 'react';
import { type ElementNames, type ElementProps, useElement } from '../use-element.ts';

/** What `DashboardAccess` takes. */
export interface DashboardAccessProps extends ElementProps<portico.PorticoDashboardAccess> {
  /** The account whose people are listed. */
  accountId?: portico.PorticoDashboardAccess['accountId'] | undefined;
  /** The contact whose accounts are listed. */
  contactId?: portico.PorticoDashboardAccess['contactId'] | undefined;
  /** Where a name leads to, with `{id}` for the contact's id. */
  contactHref?: portico.PorticoDashboardAccess['contactHref'] | undefined;
  /** Where an account leads to, with `{id}` for the account's id. */
  accountHref?: portico.PorticoDashboardAccess['accountHref'] | undefined;
  /** Only people whose name or email contains this text are listed. */
  search?: portico.PorticoDashboardAccess['search'] | undefined;
  /** Only accesses of this status are listed. */
  status?: portico.PorticoDashboardAccess['status'] | undefined;
  /** The backend of this widget alone, in place of the provider's. */
  adapter?: portico.PorticoDashboardAccess['adapter'] | undefined;
}

const names: ElementNames = {
  attributes: {
    accountId: 'account-id',
    contactId: 'contact-id',
    contactHref: 'contact-href',
    accountHref: 'account-href',
    search: 'search',
    status: 'status',
  },
  properties: ['adapter'],
  events: {},
};

/** Who sees an account's dashboards, or which accounts a contact sees. */
export function DashboardAccess(props: DashboardAccessProps): ReactElement {
  return useElement('portico-dashboard-access', names, props);
}
