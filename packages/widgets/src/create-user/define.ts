import { PorticoCreateUser } from './create-user.ts';

if (!customElements.get('portico-create-user')) customElements.define('portico-create-user', PorticoCreateUser);

export { PorticoCreateUser };
