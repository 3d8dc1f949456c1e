import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensureProgram, type Machine } from './browser.ts';

function machine(files: string[], { env = {}, install }: Partial<Machine> = {}): Machine {
  return { env: { PATH: '/usr/local/bin:/usr/bin', ...env }, exists: path => files.includes(path), install };
}

test('a program is found where commands are', () => {
  assert.equal(ensureProgram('firefox', machine(['/usr/bin/firefox'])), '/usr/bin/firefox');
});

test('the program that a variable names goes before all others', () => {
  const files = ['/opt/firefox/firefox', '/usr/bin/firefox'];
  const env = { FIREFOX: '/opt/firefox/firefox' };
  assert.equal(ensureProgram('firefox', machine(files, { env })), '/opt/firefox/firefox');
});

test('a variable that names nothing is an error, though there is another such program', () => {
  const env = { FIREFOX: '/opt/firefox/firefox' };
  assert.throws(() => ensureProgram('firefox', machine(['/usr/bin/firefox'], { env })), /FIREFOX names/);
});

test('an absent program is installed where that is possible', () => {
  const files: string[] = [];
  const asked: string[] = [];
  const install = (name: string) => {
    asked.push(name);
    files.push('/usr/bin/WebKitWebDriver');
  };
  assert.equal(ensureProgram('webkitDriver', machine(files, { install })), '/usr/bin/WebKitWebDriver');
  assert.deepEqual(asked, ['webkit2gtk-driver']);
});

test('an absent program that cannot be installed is an error that says what to do', () => {
  assert.throws(
    () => ensureProgram('firefox', machine([])),
    /^Error: Firefox was not found\. .*apt-get install firefox-esr.*FIREFOX/,
  );
});

test('an installation that fails, or brings nothing, is an error', () => {
  const cause = new Error('no network');
  const failing = machine([], {
    install() {
      throw cause;
    },
  });
  assert.throws(() => ensureProgram('xvfb', failing), { message: /installing it failed/, cause });
  assert.throws(() => ensureProgram('xvfb', machine([], { install() {} })), /Xvfb was not found/);
});
