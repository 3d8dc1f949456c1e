import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileVariable, settingsTable } from '@portico/server/settings';
import { parse } from 'yaml';

// What can be held of the container files without an engine; nothing here builds an image.

const root = resolve(import.meta.dirname, '../../..');
const folder = join(root, 'examples/deploy');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { scripts, devDependencies } = JSON.parse(read('package.json'));
const dockerfile = read('examples/deploy/Dockerfile').replaceAll('\\\n', ' ');
const instructions = (name: string) =>
  [...dockerfile.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map(match => match[1] ?? '');

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  secrets?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  [option: string]: unknown;
}
const compose: {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
  volumes: Record<string, unknown>;
} = parse(read('examples/deploy/compose.yaml'), { merge: true });
const services = Object.entries(compose.services);

const plain = settingsTable.map(({ variable }) => variable);
const files = settingsTable.filter(({ secret }) => secret).map(fileVariable);

test('the image is built by commands of this repository, on its own Node', () => {
  assert.deepEqual(
    instructions('FROM').map(image => image.replace(/ AS .*/, '')),
    Array(2).fill(`node:${devDependencies.node}-bookworm-slim`),
  );
  const runs = instructions('RUN');
  assert.equal(runs[0], scripts.test.split(' && ')[0], 'it installs as `npm test` does');
  const [, script = ''] = /^node_modules\/\.bin\/pnpm (\S+)$/.exec(runs[1] ?? '') ?? [];
  assert.ok(script in scripts, script);
  assert.match(runs[2] ?? '', /^node_modules\/\.bin\/pnpm --filter @portico\/server deploy --prod \/out$/);
});

test('what the image holds runs without the sources', () => {
  const out = mkdtempSync(join(tmpdir(), 'portico-image-'));
  try {
    const run = (command: string, ...args: string[]) => {
      const env = { PATH: process.env.PATH, HOME: process.env.HOME, PORTICO_DATA_DIR: join(out, 'data') };
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, env, encoding: 'utf8' });
      assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
      return stdout;
    };
    const bin = (name: string) => join(root, 'node_modules/.bin', name);
    run(bin('tsc'), '-b', 'packages/server');
    run(bin('pnpm'), '--filter', '@portico/server', 'deploy', '--prod', '--prefer-offline', join(out, 'portico'));
    const cli = join(out, 'portico/dist/cli.js');
    assert.match(run(process.execPath, cli, '--help'), /^Usage: portico/);
    assert.match(run(process.execPath, cli, 'migrate'), /is up to date now/);
    assert.match(run(process.execPath, cli, 'doctor'), /\n0 to mend/);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});

test('the server in the image is nobody special, is asked whether it is ready, and is told to end by SIGTERM', () => {
  assert.deepEqual(instructions('USER'), ['node']);
  assert.deepEqual(instructions('STOPSIGNAL'), ['SIGTERM']);
  assert.match(instructions('HEALTHCHECK').join(), /\/readyz/);
  assert.deepEqual(instructions('CMD'), ['["serve"]']);
  const set = instructions('ENV').map(line => line.split('=')[0] ?? '');
  assert.deepEqual(
    set.filter(name => name !== 'NODE_ENV' && !plain.includes(name)),
    [],
  );
});

test('nothing secret and nothing built goes into the image', () => {
  const left = read('examples/deploy/Dockerfile.dockerignore').split('\n');
  for (const path of ['.git', '**/node_modules', '**/dist', 'examples/deploy/.env', 'examples/deploy/secrets']) {
    assert.ok(left.includes(path), path);
  }
  const ignored = read('.gitignore').split('\n');
  assert.ok(ignored.includes('examples/deploy/.env') && ignored.includes('examples/deploy/secrets/'));
});

test('the compose file names only files, services, volumes and variables that there are', () => {
  for (const [name, { depends_on = {}, secrets = [], volumes = [], environment = {}, build }] of services) {
    assert.deepEqual(
      Object.keys(depends_on).filter(other => !(other in compose.services)),
      [],
      name,
    );
    assert.deepEqual(
      secrets.filter(secret => !(secret in compose.secrets)),
      [],
      name,
    );
    for (const [source = ''] of volumes.map(volume => volume.split(':'))) {
      assert.ok(source.startsWith('.') ? existsSync(join(folder, source)) : source in compose.volumes, source);
    }
    if (!build) continue;
    const { context, dockerfile: file } = build as { context: string; dockerfile: string };
    assert.equal(resolve(folder, context), root);
    assert.ok(existsSync(join(root, file)));
    for (const [variable, value] of Object.entries(environment)) {
      assert.ok([...plain, ...files].includes(variable), variable);
      // Where a file of a secret is expected, the service is given that secret.
      if (files.includes(variable)) assert.ok(secrets.includes(value.replace('/run/secrets/', '')), variable);
    }
  }
  assert.ok(read('examples/deploy/Caddyfile').includes('dynamic a portico 4400'));
});

test('the servers can write nothing, gain nothing, and end in good order', () => {
  const { portico, migrate } = compose.services;
  for (const service of [portico, migrate]) {
    assert.deepEqual(
      [service?.read_only, service?.init, service?.cap_drop, service?.security_opt],
      [true, true, ['ALL'], ['no-new-privileges:true']],
    );
  }
  assert.deepEqual([portico?.stop_signal, portico?.stop_grace_period], ['SIGTERM', '15s']);
  assert.deepEqual(portico?.deploy, { replicas: 2 });
  assert.deepEqual(migrate?.command, ['migrate']);
});

test('the documentation makes each secret that the compose file expects', () => {
  const text = read('docs/deploying.md');
  for (const { file } of Object.values(compose.secrets)) assert.ok(text.includes(`> ${file.slice(2)}`), file);
});
