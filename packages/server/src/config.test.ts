import assert from 'node:assert/strict';
import test from 'node:test';
import { ConfigError, configFromEnvironment, configFromOptions } from './config.ts';

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

test('a secret that is refused does not stand in the error', () => {
  assert.throws(
    () => configFromEnvironment({ PORTICO_SECRET: 'hunter2' }),
    (error: unknown) => error instanceof ConfigError && !error.message.includes('hunter2'),
  );
});

test('options of code are checked like the environment', () => {
  assert.equal(configFromOptions({ settings: { portalName: 'Example Portal' } }).settings.timeZone, 'UTC');
  assert.throws(() => configFromOptions({ settings: { roles: [] } }), /role guest/);
});
