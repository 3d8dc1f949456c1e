import { fileURLToPath } from 'node:url';

export { namePortal } from './name-portal.js';

export const portalFolder = fileURLToPath(new URL('./dist/', import.meta.url));
