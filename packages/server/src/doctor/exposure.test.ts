import { test } from 'node:test';
import type { ServerOptions } from '../config.ts';
import { configFromOptions } from '../read-config.ts';
import { examineExposure } from './exposure.ts';
import { assertFound } from './finding.fixture.ts';

const look = (options: ServerOptions) => examineExposure(configFromOptions(options));
const publicOrigin = 'https://access.example.com';

test('a Mailbox that everybody can open is to be switched off', () => {
  assertFound(look({ publicOrigin }), 'fine', /Mailbox is off/);
  assertFound(look({}), 'fine', /from this machine only/);
  assertFound(look({ mailbox: true }), 'consider', /answers everybody/, /PORTICO_MAILBOX=off/);
  assertFound(look({ mailbox: true, publicOrigin }), 'mend', /answers everybody/, /PORTICO_MAILBOX=off/);
});

test('it is said who reads metrics and who may do everything', () => {
  assertFound(look({}), 'fine', /Metrics answer connections from this machine only/);
  assertFound(look({ metricsToken: 'm'.repeat(16) }), 'fine', /whoever shows PORTICO_METRICS_TOKEN/);
  assertFound(look({}), 'fine', /Nobody may do everything/);
  assertFound(look({ admins: ['ada@example.com'] }), 'fine', /1 address may do everything/);
  const unreached = look({ admins: ['ada@example.com', 'omar@example.com'], mailbox: false });
  assertFound(unreached, 'consider', /2 addresses .* reach nobody/, /PORTICO_SMTP_URL/);
});
