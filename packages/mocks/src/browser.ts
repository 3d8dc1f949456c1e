export { setupWorker } from 'msw/browser';
export { handlers } from './handlers.ts';
