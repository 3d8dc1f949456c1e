import type { WidgetExample } from '../widget-example.fixture.ts';
import { PorticoDashboardAccess } from './dashboard-access.ts';

export const example: WidgetExample = {
  tag: 'portico-dashboard-access',
  attributes: { 'account-id': '001A', 'contact-href': '/contacts/{id}' },
  operations: ['access.listForAccount', 'access.listForContact', 'settings.get', 'events.stream'],
  events: [],
  scenes: {
    'nothing found': async element => {
      if (element instanceof PorticoDashboardAccess) element.search = 'nobody at all';
    },
  },
};
