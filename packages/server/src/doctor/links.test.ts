import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { keyId } from '../keys.ts';
import { configFromOptions } from '../read-config.ts';
import { type Portal, startPortal } from '../start.fixture.ts';
import { assertFound } from './finding.fixture.ts';
import { examineLinks } from './links.ts';

const [mine, other] = ['the secret of this process, long enough', 'the secret of another one, long enough'];

let portal: Portal;
before(async () => {
  portal = await startPortal({ secrets: [other] });
});
after(() => portal.server.stop());

const look = async (...secrets: string[]) => [
  await examineLinks(portal.database, configFromOptions({ secrets, dataDirectory: 'nowhere' })),
];

test('links that another secret made are told of, with its id and how long they live', async () => {
  assertFound(await look(mine), 'fine', /secrets that are set/);
  await portal.invite('one@example.com');
  const until = /same list in PORTICO_SECRET.*until \d{4}-\d\d-/;
  assertFound(await look(mine), 'mend', new RegExp(`^1 link waits .*${keyId(other)}.* refuses it`), until);
  await portal.invite('two@example.com');
  assertFound(await look(mine), 'mend', /^2 links wait .* refuses them/, until);
  assertFound(await look(mine, other), 'fine', /secrets that are set/);
  assertFound(await look(), 'mend', /^2 links wait/, /at the end of nowhere\Wsecret until/);
  assert.doesNotMatch(JSON.stringify(await look(mine)), /secret of a/);
});
