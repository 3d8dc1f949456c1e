import { PorticoPasswordReset } from './password-reset.ts';

if (!customElements.get('portico-password-reset'))
  customElements.define('portico-password-reset', PorticoPasswordReset);

export { PorticoPasswordReset };
