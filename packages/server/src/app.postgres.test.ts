import { after, before } from 'node:test';
import { walkRoutes } from './route-walk.fixture.ts';
import { type Portal, startPortal } from './start.fixture.ts';

let portal: Portal;
before(async () => {
  portal = await startPortal();
});
after(() => portal.server.stop());

walkRoutes('PostgreSQL', async () => portal.server.backend);
