import { PorticoDashboardAccess } from './dashboard-access.ts';

if (!customElements.get('portico-dashboard-access'))
  customElements.define('portico-dashboard-access', PorticoDashboardAccess);

export { PorticoDashboardAccess };
