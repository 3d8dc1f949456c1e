import { fileURLToPath } from 'node:url';

export { namePortal } from './name-portal.js';

export const portalFolder = fileURLToPath(new URL('./dist/portal/', import.meta.url));
export const adminFolder = fileURLToPath(new URL('./dist/admin/', import.meta.url));
