import { after, before } from 'node:test';
import { fillIn } from './app.fixture.ts';
import { walkRoutes } from './route-walk.fixture.ts';
import { type Portal, startPortal } from './start.fixture.ts';

let portal: Portal;
before(async () => {
  portal = await startPortal();
});
after(() => portal.server.stop());

walkRoutes('PostgreSQL', async () => {
  // What one route has erased is there again for the next.
  await fillIn(portal.server.backend);
  return portal.server.backend;
});
