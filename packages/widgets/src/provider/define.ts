import { PorticoProvider } from './provider.ts';

if (!customElements.get('portico-provider')) customElements.define('portico-provider', PorticoProvider);

export { PorticoProvider };
