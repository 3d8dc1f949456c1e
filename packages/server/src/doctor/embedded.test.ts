import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openEmbedded } from '../postgres/embedded.ts';
import { configFromOptions } from '../read-config.ts';
import { examineEmbedded, judgeSpace } from './embedded.ts';
import { assertFound } from './finding.fixture.ts';

const folder = await mkdtemp(join(tmpdir(), 'portico-doctor-'));
after(() => rm(folder, { recursive: true }));
const look = (dataDirectory: string) => examineEmbedded(configFromOptions({ dataDirectory }));

test('a folder that is not there yet is not made by looking', async () => {
  const findings = await look(join(folder, 'a', 'b'));
  assertFound(findings, 'fine', /which the first start makes/);
  assertFound(findings, 'fine', /no data yet/);
  assertFound(findings, 'consider', /not a power cut/, /DATABASE_URL/);
  assert.deepEqual(await readdir(folder), []);
});

test('a folder that cannot be written to is to be mended', async () => {
  await writeFile(join(folder, 'file'), '');
  assertFound(await look(join(folder, 'file')), 'mend', /cannot be written/, /own it/);
});

test('a database that a server has open is left to it', async () => {
  const dataDirectory = join(folder, 'open');
  const database = await openEmbedded(join(dataDirectory, 'database'));
  assertFound(await look(dataDirectory), 'fine', /A server has it open/);
  await database.close();
  assertFound(await look(dataDirectory), 'consider', /job queue is still to be made/, /portico migrate/);
});

test('files that this user may not open are told from those that are broken', async () => {
  const dataDirectory = join(folder, 'not-mine');
  await mkdir(join(dataDirectory, 'database', 'data'), { recursive: true });
  await mkdir(join(dataDirectory, 'database', 'lock.db'));
  assertFound(await look(dataDirectory), 'mend', /files cannot be opened: unable to open/, /own the folder/);
});

test('files that are broken are to be restored', async () => {
  const dataDirectory = join(folder, 'broken');
  await mkdir(join(dataDirectory, 'database', 'data'), { recursive: true });
  await writeFile(join(dataDirectory, 'database', 'data', 'PG_VERSION'), 'nonsense');
  assertFound(await look(dataDirectory), 'mend', /files cannot be opened/, /from a backup/);
});

test('a disk that runs full is said before it is', () => {
  assertFound([judgeSpace(50e9)], 'fine', /50\.0 GB/);
  assertFound([judgeSpace(1e9)], 'consider', /1\.0 GB/, /Make room/);
  assertFound([judgeSpace(10e6)], 'mend', /0\.0 GB/, /Make room/);
});
