import type { WidgetExample } from '../widget-example.fixture.ts';
import { PorticoCreateUser } from './create-user.ts';

const opened = (email: string) => async (element: HTMLElement) => {
  if (!(element instanceof PorticoCreateUser)) return;
  element.email = email;
  await element.open();
};

/** Opens the form, waits for the verdict, and presses what it offers. */
const pressed =
  (email: string, selector: string, names: Record<string, string> = {}) =>
  async (element: HTMLElement) => {
    const form = element.shadowRoot;
    await opened(email)(element);
    do await new Promise(resolve => setTimeout(resolve, 20));
    while (form?.querySelector('.spinner'));
    for (const [id, name] of Object.entries(names)) {
      const input = form?.querySelector<HTMLInputElement>(`#${id}`);
      if (!input) return;
      input.value = name;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
    form?.querySelector<HTMLElement>(selector)?.click();
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
  events: [
    'beforeaccessgrant',
    'accessgranted',
    'beforeregistrationresend',
    'registrationresent',
    'beforeuseractivate',
    'useractivated',
  ],
  scenes: {
    'the form': opened(''),
    'a new person': opened('bea@example.com'),
    'a person was created': pressed('bea@example.com', '[type=submit]', { firstName: 'Bea', lastName: 'Bright' }),
    'a contact without a login': opened('katherine@example.com'),
    'somebody who has access': opened('ada@example.com'),
    'a pending person': opened('alan@example.com'),
    'the registration email was resent': pressed('alan@example.com', '#verdict button'),
    'a deactivated person': opened('dora@example.com'),
    'a login was reactivated': pressed('dora@example.com', '#verdict button'),
  },
};
