import assert from 'node:assert/strict';
import { once } from 'node:events';
import { closeSync, existsSync, fstatSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import type { Access, Page, Token } from '@portico/core';
import { DirectoryInUse } from '@portico/server';
import { PortInUse } from './listen.ts';
import { samplePassword } from './sample-access.ts';
import { startDemo } from './start-demo.ts';

const acme = '001Pt0000000A01IAE';

describe('the demo', () => {
  test('starts with sample access, keeps it over a restart, and opens dashboards to those it is given to', async t => {
    const dataDirectory = folder();
    t.after(() => rmSync(dataDirectory, { recursive: true, force: true }));
    const port = await freePort();
    const first = await startDemo({ port, dataDirectory });
    const people = await peopleOf(await accessTo(first.url, { port, account: acme }));
    // This account executive sees the accounts he serves.
    const staff = '005Pt0000000S02IAE';
    assert.equal((await accessTo(first.url, { port, account: acme, staff })).status, 404);
    assert.equal((await accessTo(first.url, { port, account: '001Pt0000000A02IAE', staff })).status, 200);
    await first.stop();
    assert.deepEqual(
      people.filter(({ kind }) => kind === 'client').map(({ email, status, standing }) => [email, status, standing]),
      [
        ['jonas.brandt@acme.example.com', 'COMPLETE', 'open'],
        ['ada.keller@acme.example.com', 'COMPLETE', 'open'],
        ['lucia.navarro@acme.example.com', 'COMPLETE', 'open'],
        ['mei.tanaka@acme.example.com', 'PENDING', 'open'],
        ['lukas.vogel@acme.example.com', 'COMPLETE', 'deactivated'],
      ],
    );

    const second = await startDemo({ port, dataDirectory });
    t.after(() => second.stop());
    assert.deepEqual(await peopleOf(await accessTo(second.url, { port, account: acme })), people);
    await assert.rejects(startDemo({ port: await freePort(), dataDirectory, reset: true }), DirectoryInUse);
    assert.ok(existsSync(join(dataDirectory, 'crm.json')));
    await assert.rejects(startDemo({ port, dataDirectory: join(dataDirectory, 'other') }), PortInUse);

    const portal = `http://localhost:${port}`;
    const signedOut = await fetch(`${portal}/dashboards/${acme}`, { redirect: 'manual' });
    assert.deepEqual([signedOut.status, signedOut.headers.get('location')], [303, '/portal/sign-in']);
    const cookie = await signIn(portal, 'ada.keller@acme.example.com');
    const own = await fetch(`${portal}/dashboards/${acme}`, { headers: { cookie } });
    assert.equal(own.status, 200);
    assert.match(await own.text(), /Acme Health[\s\S]*Sample figures/);
    assert.equal((await fetch(`${portal}/dashboards/001Pt0000000A03IAE`, { headers: { cookie } })).status, 403);
  });

  test('starts over when it is told to, whatever the data was', async t => {
    const dataDirectory = folder();
    t.after(() => rmSync(dataDirectory, { recursive: true, force: true }));
    for (const name of ['crm.json', 'secret', 'database/data/PG_VERSION', 'database/data.new/PG_VERSION']) {
      mkdirSync(dirname(join(dataDirectory, name)), { recursive: true });
      writeFileSync(join(dataDirectory, name), 'broken');
    }
    const lock = openSync(join(dataDirectory, 'database', 'lock.db'), 'w');
    t.after(() => closeSync(lock));
    const demo = await startDemo({ port: await freePort(), dataDirectory, reset: true });
    for (const page of ['crm', 'old-admin']) assert.equal((await fetch(`${demo.url}${page}/`)).status, 200, page);
    assert.equal(fstatSync(lock).nlink, 1, 'the lock was never taken away from whoever holds it');
    await demo.stop();
    await assert.rejects(fetch(demo.url));
  });
});

interface Asked {
  port: number;
  account: string;
  staff?: string;
}

/** Who sees an account, asked as the CRM's page asks in the name of a member of staff. */
async function accessTo(url: string, { port, account, staff = '' }: Asked): Promise<Response> {
  const headers = { origin: new URL(url).origin, 'sec-fetch-site': 'same-origin', cookie: `crm_staff=${staff}` };
  const answer = await fetch(`${url}portico-token`, { method: 'POST', headers });
  const { token } = (await answer.json()) as Token;
  return fetch(`http://localhost:${port}/v1/accounts/${account}/access`, {
    headers: { authorization: `Bearer ${token}` },
  });
}

async function peopleOf(list: Response): Promise<Access[]> {
  return ((await list.json()) as Page<Access>).items;
}

async function signIn(portal: string, email: string): Promise<string> {
  const answer = await fetch(`${portal}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: portal },
    body: JSON.stringify({ email, password: samplePassword }),
  });
  assert.equal(answer.status, 200);
  return answer.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'crm-demo-'));
}
