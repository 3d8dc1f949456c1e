import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { ConfigError, type ServerConfig } from './config.ts';
import { configFromEnvironment, configFromOptions } from './read-config.ts';
import { settingsTable } from './settings/settings-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'portico-config-'));
after(() => rmSync(folder, { recursive: true }));

test('nothing needs to be configured on one’s own machine', () => {
  const config = configFromEnvironment({});
  assert.equal(config.publicOrigin, 'http://localhost:4400');
  assert.equal(config.mailbox, 'this-machine');
  assert.ok(config.settings.jobTitles.includes('IHM customer'));
  assert.deepEqual(
    config.settings.roles.map(role => role.id),
    ['guest', 'admin'],
  );
});

test('the port is part of the default origin', () => {
  assert.equal(configFromEnvironment({ PORT: '5000' }).publicOrigin, 'http://localhost:5000');
});

test('the Mailbox is off where others can reach the server, unless it is switched on', () => {
  const reachable = { PORTICO_PUBLIC_URL: 'https://access.example.com/' };
  assert.equal(configFromEnvironment(reachable).mailbox, false);
  assert.equal(configFromEnvironment({ ...reachable, PORTICO_MAILBOX: 'on' }).mailbox, true);
  assert.equal(configFromEnvironment({ PORTICO_MAILBOX: 'off' }).mailbox, false);
  for (const PORTICO_HOST of ['0.0.0.0', '::', '192.0.2.1', 'access.example.com']) {
    assert.equal(configFromEnvironment({ PORTICO_HOST }).mailbox, false, PORTICO_HOST);
    assert.equal(configFromEnvironment({ PORTICO_HOST, PORTICO_MAILBOX: 'on' }).mailbox, true);
  }
  for (const PORTICO_HOST of ['localhost', '127.0.0.1', '::1']) {
    assert.equal(configFromEnvironment({ PORTICO_HOST }).mailbox, 'this-machine', PORTICO_HOST);
  }
});

test('an error names every variable that is wrong and what it must be', () => {
  const wrong = {
    PORT: 'http',
    PORTICO_PUBLIC_URL: 'access.example.com',
    PORTICO_API_KEY: 'short',
    PORTICO_SECRET: 'short',
    PORTICO_ALLOWED_ORIGINS: 'https://crm.example.com, https://crm.example.com/path',
    PORTICO_TIME_ZONE: 'Mars/Olympus',
    PORTICO_MAILBOX: 'maybe',
    PORTICO_TRUSTED_PROXIES: '-1',
  };
  assert.throws(
    () => configFromEnvironment(wrong),
    (error: unknown) =>
      error instanceof ConfigError && Object.keys(wrong).every(name => error.message.includes(`  ${name}: `)),
  );
});

test('every setting is taken from its variable, and refused with what it must be', () => {
  const usable = (example: string) =>
    example.startsWith('"$(') ? 'made-by-a-machine-and-long-enough-for-all' : example;
  const examples = Object.fromEntries(settingsTable.map(({ variable, example }) => [variable, usable(example)]));
  const config = configFromEnvironment(examples);
  const standard = configFromEnvironment({});
  for (const { variable, path } of settingsTable) {
    assert.notDeepEqual(valueAt(config, path), undefined, variable);
    assert.notDeepEqual(valueAt(config, path), valueAt(standard, path), variable);
  }
  const texts = ['maria@', 'x'.repeat(101), '@', '-1'];
  for (const { variable, mustBe, path } of settingsTable) {
    if (takesAnyText.includes(path)) continue;
    const problems = texts.flatMap(text => problemsOf({ ...examples, [variable]: text }, { isFine: true }));
    assert.ok(
      problems.some(line => line.startsWith(`${variable}: ${mustBe}. Example: `)),
      variable,
    );
  }
});

/** A name, an id or a folder may be anything. */
const takesAnyText = [
  'host',
  'dataDirectory',
  'oidc.audience',
  'oidc.permissionsClaim',
  'oidc.accounts',
  'oidc.clientId',
  'oidc.clientSecret',
];

test('a value of a secret that is refused does not stand in the error', () => {
  const wrong = {
    PORTICO_SECRET: 'hunter2',
    PORTICO_API_KEY: 'hunter2',
    PORTICO_METRICS_TOKEN: 'hunter2',
    DATABASE_URL: 'postgres://me:p@ss/hunter2@db.example.com/portico',
    PORTICO_SMTP_URL: 'smtp://me:1?hunter2@mail.example.com',
  };
  const problems = problemsOf(wrong);
  assert.equal(problems.length, 5);
  assert.doesNotMatch(problems.join(), /hunter2/);
});

test('a secret can come from the file that another variable names', () => {
  const file = join(folder, 'secret');
  writeFileSync(file, `${'new'.repeat(20)}\n${'old'.repeat(20)}\n`);
  const { secrets } = configFromEnvironment({ PORTICO_SECRET_FILE: file });
  assert.deepEqual(secrets, ['new'.repeat(20), 'old'.repeat(20)]);

  const both = problemsOf({ PORTICO_SECRET_FILE: file, PORTICO_SECRET: 'old'.repeat(20) });
  assert.match(both.join(), /PORTICO_SECRET: is set together with PORTICO_SECRET_FILE/);
  assert.match(problemsOf({ DATABASE_URL_FILE: join(folder, 'nix') }).join(), /DATABASE_URL_FILE: .*ENOENT/);
  writeFileSync(join(folder, 'empty'), '\n');
  assert.match(problemsOf({ PORTICO_SMTP_URL_FILE: join(folder, 'empty') }).join(), /is empty/);
  assert.match(problemsOf({ PORTICO_HOST_FILE: file }).join(), /only secrets are read from files. Set PORTICO_HOST/);
});

test('a mistyped name is an error that says which was meant', () => {
  assert.deepEqual(problemsOf({ PORTICO_SECRTE: 'x', PORTICO_COLOUR: 'red', PORTICO_FOO: '1', PORTICO_EMPTY: '' }), [
    'PORTICO_SECRTE: is no setting. Did you mean PORTICO_SECRET? `portico --help` lists all.',
    'PORTICO_COLOUR: is no setting. `portico --help` lists all.',
    'PORTICO_FOO: is no setting. `portico --help` lists all.',
  ]);
});

test('what Kubernetes sets for a service of our name is no mistake', () => {
  const links = { PORTICO_SERVICE_HOST: '10.0.0.1', PORTICO_PORT: 'tcp://10.0.0.1:80', PORTICO_PORT_80_TCP_PORT: '80' };
  assert.equal(configFromEnvironment(links).port, 4400);
  assert.match(problemsOf({ PORTICO_PORT: '5000' }).join(), /PORTICO_PORT: is no setting. Did you mean PORT\?/);
});

test('an issuer is used with what its settings need', () => {
  assert.match(problemsOf({ PORTICO_OIDC_AUDIENCE: 'api' }).join(), /^PORTICO_OIDC_ISSUER: must be/);
  assert.match(problemsOf({ PORTICO_OIDC_ISSUER: 'https://login.example.com' }).join(), /^PORTICO_OIDC_AUDIENCE: must/);
});

test('an audience that is the client of the sign-in is refused, since ID tokens would be access tokens', () => {
  const issuer = { PORTICO_OIDC_ISSUER: 'https://login.example.com', PORTICO_OIDC_CLIENT_ID: 'portico' };
  const [problem, ...others] = problemsOf({ ...issuer, PORTICO_OIDC_AUDIENCE: 'portico' });
  assert.match(problem ?? '', /^PORTICO_OIDC_AUDIENCE: must not be the value of PORTICO_OIDC_CLIENT_ID: register /);
  assert.deepEqual(others, []);
  assert.deepEqual(problemsOf({ ...issuer, PORTICO_OIDC_AUDIENCE: 'portico-api' }, { isFine: true }), []);
});

test('options of code are checked like the environment', () => {
  assert.equal(configFromOptions({ settings: { portalName: 'Example Portal' } }).settings.timeZone, 'UTC');
  assert.throws(() => configFromOptions({ settings: { roles: [] } }), /role guest/);
});

test('several processes on one database make no secrets of their own', () => {
  const DATABASE_URL = 'postgres://portico@db.example.com/portico';
  const PORTICO_SECRET = 'a-secret-that-every-process-gets';
  const PORTICO_API_KEY = 'an-api-key-that-every-process-gets';
  const namesMissing = (environment: Record<string, string>, names: string[]) =>
    assert.throws(
      () => configFromEnvironment({ DATABASE_URL, ...environment }),
      (error: unknown) => {
        const lines = error instanceof ConfigError ? error.message.split('\n').slice(1) : [];
        assert.deepEqual(
          lines.map(line => line.split(':')[0]?.trim()),
          names,
        );
        return lines.every(line => /must be set/.test(line));
      },
    );
  namesMissing({}, ['PORTICO_SECRET', 'PORTICO_API_KEY']);
  namesMissing({ PORTICO_SECRET }, ['PORTICO_API_KEY']);
  namesMissing({ PORTICO_API_KEY }, ['PORTICO_SECRET']);
  const { secrets, apiKeys } = configFromEnvironment({ DATABASE_URL, PORTICO_SECRET, PORTICO_API_KEY });
  assert.deepEqual([secrets, apiKeys], [[PORTICO_SECRET], [PORTICO_API_KEY]]);
});

test('a list of secrets has the newest first', () => {
  const [newer, older] = ['n'.repeat(40), 'o'.repeat(40)];
  for (const list of [`${newer},${older}`, `${newer} ${older}`, ` ${newer},\n${older}\n`]) {
    assert.deepEqual(configFromEnvironment({ PORTICO_SECRET: list }).secrets, [newer, older]);
  }
});

test('an issuer is reached over https, or on one’s own machine', () => {
  const withIssuer = (PORTICO_OIDC_ISSUER: string) =>
    configFromEnvironment({ PORTICO_OIDC_ISSUER, PORTICO_OIDC_AUDIENCE: 'https://access.example.com' });
  for (const issuer of ['https://login.example.com', 'https://login.example.com/', 'http://localhost:8080/realms/x']) {
    assert.equal(withIssuer(issuer).oidc?.issuer, issuer);
  }
  for (const issuer of ['http://login.example.com', 'ftp://login.example.com', 'login.example.com']) {
    assert.throws(() => withIssuer(issuer), /PORTICO_OIDC_ISSUER: must be the https URL/);
  }
});

test('staff who sign in by mail may do the work of an account executive unless told otherwise', () => {
  assert.ok(configFromOptions({}).settings.staffPermissions.includes('access:grant'));
  assert.ok(!configFromOptions({}).settings.staffPermissions.includes('people:erase'));
  assert.deepEqual(configFromOptions({ settings: { staffPermissions: [] } }).settings.staffPermissions, []);
  const { settings } = configFromEnvironment({ PORTICO_STAFF_PERMISSIONS: 'access:read, events:read' });
  assert.deepEqual(settings.staffPermissions, ['access:read', 'events:read']);
});

test('a mistyped permission is an error that says which was meant', () => {
  const [problem] = problemsOf({ PORTICO_STAFF_PERMISSIONS: 'events:read,acess:read' });
  assert.match(problem ?? '', /^PORTICO_STAFF_PERMISSIONS: must be permissions, .* Did you mean access:read\? /);
  const [unlike] = problemsOf({ PORTICO_STAFF_PERMISSIONS: 'everything' });
  assert.match(unlike ?? '', /^PORTICO_STAFF_PERMISSIONS: must be permissions, .*portal:manage-users\. Example: /);
});

function problemsOf(environment: Record<string, string>, { isFine = false } = {}): readonly string[] {
  try {
    configFromEnvironment(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  assert.ok(isFine, 'the configuration was taken');
  return [];
}

function valueAt(config: ServerConfig, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => Reflect.get(Object(value), name), config);
}
