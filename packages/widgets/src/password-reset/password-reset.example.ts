import type { WidgetExample } from '../widget-example.fixture.ts';
import { PorticoPasswordReset } from './password-reset.ts';

const pressed = (contactId: string) => async (element: HTMLElement) => {
  if (!(element instanceof PorticoPasswordReset)) return;
  element.contactId = contactId;
  await element.updateComplete;
  await element.press();
};

export const example: WidgetExample = {
  tag: 'portico-password-reset',
  attributes: { 'contact-id': '003A' },
  operations: ['recovery.plan', 'recovery.send', 'settings.get'],
  events: ['beforepasswordreset', 'passwordresetsent', 'beforeregistrationresend', 'registrationresent'],
  scenes: {
    'a reset was sent': pressed('003A'),
    'the question whether to resend': pressed('003T'),
    'the registration email was resent': async element => {
      await pressed('003T')(element);
      element.shadowRoot?.querySelector<HTMLElement>('[type=submit]')?.click();
    },
    'a deactivated person': pressed('003D'),
    'nobody with a login': pressed('003K'),
  },
};
