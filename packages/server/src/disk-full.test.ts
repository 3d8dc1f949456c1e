import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { personOf } from './app.fixture.ts';
import { openEmbedded } from './postgres/embedded.ts';
import { type Served, serveProcess } from './served.fixture.ts';

// A small disk of its own, which only an administrator of the machine can make.

const disk = mkdtempSync(join(tmpdir(), 'portico-disk-'));
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=120m', 'tmpfs', disk]).status === 0;
const skip = !isMounted && 'this machine does not let us mount a small disk';

const started: Served[] = [];

async function start(): Promise<Served> {
  const served = await serveProcess({ PORTICO_DATA_DIR: disk });
  started.push(served);
  return served;
}

after(async () => {
  for (const { end } of started) await end();
  if (isMounted) spawnSync('umount', [disk]);
  rmdirSync(disk);
});

const filler = join(disk, 'filler');

/** Fills the disk until so many bytes are left. */
function fillUpTo(left: number): void {
  const { bavail, bsize } = statfsSync(disk);
  try {
    appendFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)));
  } catch (error) {
    // The server, which is at work, has taken some of it meanwhile: full it is.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

async function grant({ send }: Served, token: string, name: string) {
  return send('POST', '/v1/accounts/001A/access', { token, body: personOf(`${name}@example.com`) });
}

test('a full disk: what is written is refused, what was is read, and all is well again after', { skip }, async () => {
  const served = await start();
  const token = await served.token();
  const accounts = [{ id: '001A', market: 'Berlin', name: 'Lumen' }];
  await served.send('POST', '/v1/records', { token, body: { accounts } });
  assert.equal((await grant(served, token, 'before')).status, 200);

  fillUpTo(26_000_000);
  let acknowledged = 1;
  for (; acknowledged < 2000; acknowledged++) {
    const { status, body } = await grant(served, token, `person-${acknowledged}`);
    if (status === 200) continue;
    assert.equal(status, 503);
    assert.equal(body.code, 'unavailable');
    break;
  }
  assert.ok(acknowledged < 2000, 'it was full in the end');
  fillUpTo(0);
  assert.equal((await grant(served, token, 'refused')).status, 503);
  const list = await served.send('GET', '/v1/accounts/001A/access?limit=1', { token });
  assert.equal(list.body.total, acknowledged, 'what was answered is there, and nothing else');

  rmSync(filler);
  assert.equal((await grant(served, token, 'after')).status, 200);
  await served.end();
  const again = await start();
  const kept = await again.send('GET', '/v1/accounts/001A/access?limit=1', { token: await again.token() });
  assert.equal(kept.body.total, acknowledged + 1);
});

test('a disk without room for a database is refused by name when the server starts', { skip }, async () => {
  rmSync(filler, { force: true });
  fillUpTo(30_000_000);
  await assert.rejects(openEmbedded(join(disk, 'another')), {
    name: 'DiskFull',
    message: /Make room, or set PORTICO_DATA_DIR/,
  });
  rmSync(filler);
});
