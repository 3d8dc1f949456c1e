export * from '../events/feed.ts';
export * from '../jobs/jobs.ts';
export * from './backend.ts';
export * from './database.ts';
export * from './directory-lock.ts';
export { openEmbedded } from './embedded.ts';
export { openPooled } from './pooled.ts';
export * from './portal-settings.ts';
