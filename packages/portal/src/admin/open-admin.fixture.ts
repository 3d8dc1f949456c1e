import { waitUntil } from '@open-wc/testing';
import { refuse } from '../stub-network.fixture.ts';
import { startAdmin } from './app.ts';
import { acme, ada, adasAccess, nora, rows, stubStaffServer } from './stub-admin.fixture.ts';

const testAddress = location.href;

let server: ReturnType<typeof stubStaffServer> | undefined;
let stop: AbortController | undefined;

/**
 * For tests: the admin pages at an address, where Nora is signed in unless told.
 * WebKit lets a page change its history a hundred times in ten seconds: a test file has to stay under that.
 */
export function openAdmin(
  address: string,
  answers: Parameters<typeof stubStaffServer>[0] = {},
  state: unknown = null,
): ReturnType<typeof stubStaffServer> {
  history.pushState(state, '', address);
  server = stubStaffServer({
    'GET /accounts/portico%3A1': () => acme,
    'GET /accounts/portico%3A1/access': () => rows([adasAccess]),
    'GET /contacts/portico%3A2': () => ada,
    'GET /contacts/portico%3A2/access': () => rows([adasAccess]),
    ...answers,
  });
  stop = new AbortController();
  const container = document.body.appendChild(document.createElement('div'));
  container.id = 'portal';
  startAdmin(container, { api: server.api, name: 'Acme Portal', signal: stop.signal });
  return server;
}

/** Leaves nothing to the next test. */
export function closeAdmin(): void {
  stop?.abort();
  server?.restore();
  sessionStorage.clear();
  document.body.replaceChildren();
  history.replaceState(null, '', testAddress);
}

export const nobody = {
  'GET /staff/session': refuse('unauthenticated'),
  'POST /staff/session/token': refuse('unauthenticated'),
};

export const somebody = {
  'GET /staff/session': () => nora,
  'POST /staff/session/token': () => ({ token: 'token', expiresAt: nora.expiresAt }),
};

export const shows = (text: string) =>
  waitUntil(() => document.querySelector('h1')?.textContent?.includes(text), `a heading: ${text}`);

export const says = (text: string) => waitUntil(() => document.body.textContent?.includes(text), text);

export const press = (label: string) =>
  [...document.querySelectorAll('button')].find(one => one.textContent?.trim() === label)?.click();
