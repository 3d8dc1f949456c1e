import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { test } from 'node:test';
import { settingsTable } from '../settings/settings-table.ts';
import { failureLine } from './failure.ts';
import { typed } from './typed.fixture.ts';

const names = ['serve', 'migrate', 'seed', 'token', 'export', 'erase', 'doctor'];

test('the usage names every command and every variable, in lines that fit', async () => {
  const { code, out, err } = await typed({});
  assert.deepEqual([code, err], [0, '']);
  for (const name of [...names, ...settingsTable.map(({ variable }) => variable)]) {
    assert.match(out, new RegExp(`^  ${name} `, 'm'));
  }
  assert.deepEqual(
    out.split('\n').filter(line => line.length > 100),
    [],
  );
  for (const asked of [['--help'], ['help'], ['help', 'help'], ['-h', '--help']]) {
    assert.equal((await typed({}, ...asked)).out, out, asked.join(' '));
  }
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  for (const asked of ['--version', '-v', 'version']) {
    const { code, out, err } = await typed({ PORT: 'wrong' }, asked);
    assert.deepEqual([code, err], [0, ''], asked);
    assert.equal(out, `Portico ${version}, on Node ${process.versions.node}\n`);
  }
});

test('every command says how it is used, and needs no configuration for that', async () => {
  for (const name of names) {
    const { code, out, err } = await typed({ PORT: 'wrong' }, name, '--help');
    assert.deepEqual([code, err], [0, ''], name);
    assert.match(out, new RegExp(`^Usage: portico ${name}`));
    assert.equal((await typed({}, 'help', name)).out, out);
    assert.ok(
      out.split('\n').every(line => line.length <= 100),
      name,
    );
  }
});

test('a command that is not there is answered with the one that was meant', async () => {
  const { code, out, err } = await typed({}, 'migrat');
  assert.deepEqual([code, out, err], [2, '', 'There is no command migrat. Did you mean `portico migrate`?\n']);
  assert.match((await typed({}, 'frobnicate')).err, /`portico --help` lists all commands/);
});

test('a flag that is not there is answered with the one that was meant, and nothing is done', async () => {
  for (const name of names) {
    const { code, out, err } = await typed({}, name, '--nothing-of-ours');
    assert.deepEqual([code, out], [2, ''], name);
    assert.match(err, /^Unknown option '--nothing-of-ours'\. .*--help` says how it is used\.\n$/);
  }
  assert.match((await typed({}, 'migrate', '--chek')).err, /Did you mean --check\?/);
  assert.equal((await typed({}, 'doctor', 'now')).code, 2);
});

test('a configuration that is wrong ends every command with the same lines', async () => {
  const token = ['token', '--email', 'a@example.com', '--name', 'A', '--all'];
  for (const args of [['serve'], ['migrate'], ['seed'], token]) {
    const { code, out, err } = await typed({ PORT: 'http' }, ...args);
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /^ {2}PORT: must be a whole number/m);
  }
});

test('a failure is one line without a stack, and without the values of a statement', () => {
  const cause = new Error('permission denied for schema public\nmore');
  const failed = new Error('Failed query: insert into contact values ($1)\nparams: ada@example.com', { cause });
  const line = failureLine('migrate', failed);
  assert.match(line, /^portico migrate failed: permission denied for schema public\. `portico doctor`/);
  assert.doesNotMatch(line, /ada@example|\n/);
  assert.match(failureLine('migrate', new AggregateError([new Error('connect ECONNREFUSED')])), /ECONNREFUSED/);
  assert.match(failureLine('migrate', undefined), /unknown reason/);
});
