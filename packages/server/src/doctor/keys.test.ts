import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { ServerOptions } from '../config.ts';
import { keptSecrets } from '../kept-secret.ts';
import { keyId } from '../keys.ts';
import { configFromOptions } from '../read-config.ts';
import { assertFound } from './finding.fixture.ts';
import { examineKeys } from './keys.ts';

const folder = await mkdtemp(join(tmpdir(), 'portico-keys-'));
after(() => rm(folder, { recursive: true }));
const made = () => randomBytes(32).toString('base64url');
const look = (options: ServerOptions) => examineKeys(configFromOptions({ dataDirectory: folder, ...options }));

test('keys are named by their ids, the current one first, and never shown', async () => {
  const [current, older, apiKey] = [made(), made(), made()];
  const findings = await look({ secrets: [current, older], apiKeys: [apiKey] });
  const ids = `${keyId(current)} makes, ${keyId(older)} is still taken`;
  assertFound(findings, 'fine', new RegExp(`^2 secrets from PORTICO_SECRET: ${ids}`));
  assertFound(findings, 'fine', new RegExp(`^1 API key from PORTICO_API_KEY: ${keyId(apiKey)}`));
  assert.ok(findings.every(({ mark }) => mark === 'fine'));
  const told = JSON.stringify(findings);
  assert.ok([current, older, apiKey].every(key => !told.includes(key)));
});

test('keys that somebody thought up are said to be weak, and not shown', async () => {
  const findings = await look({ secrets: ['correct-horse-battery-staple-password'], apiKeys: ['a'.repeat(24)] });
  assertFound(findings, 'consider', /The secret .* thought it up/, /openssl rand/);
  assertFound(findings, 'consider', /The API key .* thought it up/, /openssl rand/);
  assert.doesNotMatch(JSON.stringify(findings), /battery|aaaa/);
});

test('a secret is no API key', async () => {
  const both = made();
  assertFound(await look({ secrets: [both], apiKeys: [made(), both] }), 'mend', /API key too/, /another one/);
});

test('keys that are kept with the data are not made by looking, and others may not read them', async () => {
  assertFound(await look({}), 'fine', /secret is made at the first start/);
  assert.deepEqual(await readdir(folder), []);
  const [secret] = await keptSecrets(folder, 'secret');
  assertFound(await look({}), 'fine', new RegExp(`^1 secret in .*: ${keyId(secret)}`));
  await chmod(join(folder, 'secret'), 0o644);
  assertFound(await look({}), 'mend', /can read/, /chmod 600/);
  for (const text of ['', 'too-short\n']) {
    await writeFile(join(folder, 'api-key'), text);
    assertFound(await look({}), 'mend', /API key in .* cannot be used/, /backup/);
  }
});
