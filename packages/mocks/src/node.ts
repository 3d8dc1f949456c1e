export { setupServer } from 'msw/node';
export { handlers } from './handlers.ts';
