import type { WidgetExample } from '../widget-example.fixture.ts';
import { PorticoCreateUser } from './create-user.ts';

const opened = (email: string) => async (element: HTMLElement) => {
  if (!(element instanceof PorticoCreateUser)) return;
  element.email = email;
  await element.open();
};

export const example: WidgetExample = {
  tag: 'portico-create-user',
  attributes: { 'account-id': '001A' },
  operations: [
    'access.grant',
    'access.preflight',
    'recovery.send',
    'users.reactivate',
    'settings.get',
    'events.stream',
  ],
  scenes: {
    'the form': opened(''),
    'a new person': opened('bea@example.com'),
    'a contact without a login': opened('katherine@example.com'),
    'somebody who has access': opened('ada@example.com'),
    'a pending person': opened('alan@example.com'),
    'a deactivated person': opened('dora@example.com'),
  },
};
