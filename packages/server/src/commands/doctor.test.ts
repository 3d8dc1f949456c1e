import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Finding } from '../doctor/finding.ts';
import { typed } from './typed.fixture.ts';

const folder = await mkdtemp(join(tmpdir(), 'portico-doctor-'));
after(() => rm(folder, { recursive: true }));

test('where nothing must be mended the exit code is 0, and nothing is changed', async () => {
  const { code, out, err } = await typed({ PORTICO_DATA_DIR: folder }, 'doctor');
  assert.deepEqual([code, err], [0, '']);
  assert.match(out, /^✓ configuration {2}Every setting can be used\.$/m);
  assert.match(out, /^! database .*\n {17}→ Set DATABASE_URL/m);
  assert.match(out, /\n0 to mend, \d+ to consider, \d+ fine\.\n$/);
  assert.deepEqual(await readdir(folder), []);
});

test('every topic is looked at even where another fails, and secrets are not printed', async () => {
  const environment = {
    DATABASE_URL: 'postgres://portico:hunter2@127.0.0.1:9/portico',
    PORTICO_SMTP_URL: 'smtp://portico:hunter3@127.0.0.1:9',
    PORTICO_SECRET: 'hunter4-hunter4-hunter4-hunter4-hunter4',
    PORTICO_API_KEY: 'hunter5-hunter5-hunter5-hunter5-hunter5',
    PORTICO_METRICS_TOKEN: 'hunter6-hunter6-hunter6',
  };
  const { code, out } = await typed(environment, 'doctor', '--json');
  assert.equal(code, 1);
  const { isSound, findings } = JSON.parse(out) as { isSound: boolean; findings: Finding[] };
  assert.equal(isSound, false);
  const topics = ['configuration', 'database', 'keys', 'mail', 'origins', 'pages', 'issuer', 'exposure'];
  assert.deepEqual([...new Set(findings.map(({ topic }) => topic))], topics);
  assert.ok(findings.every(({ mark, remedy }) => (mark === 'fine') === (remedy === undefined)));
  assert.doesNotMatch(out, /hunter/);
});

test('a configuration that cannot be used is all that is said', async () => {
  const { code, out } = await typed({ PORT: 'http', PORTICO_TIME_ZONE: 'Mars' }, 'doctor');
  assert.equal(code, 1);
  assert.match(out, /^✗ configuration {2}PORT: must be/m);
  assert.match(out, /^✗ configuration {2}PORTICO_TIME_ZONE: must be/m);
  assert.match(out, /\n2 to mend, 0 to consider, 0 fine\.\n$/);
});
