import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'drizzle-orm';
import { openEmbedded } from './embedded.ts';

const folder = await mkdtemp(join(tmpdir(), 'portico-embedded-'));

after(() => rm(folder, { recursive: true }));

/** Another process that opens the folder, writes a row and stays. */
async function otherProcess(): Promise<ChildProcess> {
  const module = new URL('embedded.ts', import.meta.url).href;
  const code = `
    import { openEmbedded } from ${JSON.stringify(module)};
    import { sql } from 'drizzle-orm';
    const { db } = await openEmbedded(${JSON.stringify(folder)});
    await db.execute(sql\`insert into rate_limit values ('kept', 1, now())\`);
    process.stdout.write('open');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', code], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('a folder that cannot be written to is named, with what to do', async () => {
  await writeFile(join(folder, 'file'), '');
  await assert.rejects(openEmbedded(join(folder, 'file', 'database')), {
    name: 'DirectoryUnusable',
    message: /file\Wdatabase cannot be used: .*ENOTDIR.*Let this user own it, or set PORTICO_DATA_DIR/,
  });
  await rm(join(folder, 'file'));
});

test('a folder belongs to one process, by name, until that ends in whatever way', async () => {
  const child = await otherProcess();
  await assert.rejects(openEmbedded(folder), error => {
    assert.ok(error instanceof Error);
    assert.equal(error.name, 'DirectoryInUse');
    assert.ok(error.message.includes(folder), error.message);
    assert.match(error.message, /Stop that process, or set PORTICO_DATA_DIR/);
    return true;
  });
  child.kill('SIGKILL');
  await once(child, 'exit');

  const database = await openEmbedded(folder);
  const { rows } = await database.db.execute<{ key: string }>(sql`select key from rate_limit`);
  assert.deepEqual(rows, [{ key: 'kept' }], 'what was written is there');
  await assert.rejects(openEmbedded(folder), { name: 'DirectoryInUse' });
  await database.close();
});
