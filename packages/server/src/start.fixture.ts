import type { TokenRequest } from '@portico/core';
import { apiKey, fillIn, personOf, publicOrigin, type Sent, sender, staff } from './app.fixture.ts';
import type { ServerOptions } from './config.ts';
import type { Log, LogEntry } from './log.ts';
import type { Database } from './postgres/database.ts';
import { openTestDatabase } from './postgres/test-database.fixture.ts';
import { startServer } from './start.ts';

export const password = 'correct horse battery';
export const secrets = {
  apiKeys: [apiKey],
  secrets: ['the secret of the tests, long enough'],
};

export type Portal = Awaited<ReturnType<typeof startPortal>>;

/** A server on an empty database unless one is given, with the accounts of `fillIn`; its clock can be moved. */
export async function startPortal(options: ServerOptions = {}, given: { database?: Database; log?: Log } = {}) {
  const log: LogEntry[] = [];
  const tee = (entry: LogEntry) => {
    log.push(entry);
    given.log?.(entry);
  };
  const clock = { ahead: 0, now: () => new Date(Date.now() + clock.ahead) };
  const database = given.database ?? (await openTestDatabase());
  const server = await startServer(
    {
      ...secrets,
      publicOrigin,
      mailbox: true,
      ...options,
    },
    { database, log: tee, now: clock.now },
  );
  await fillIn(server.backend);
  const send = sender(server);

  const tokenFor = async (request: Partial<TokenRequest>): Promise<string> => {
    const { body } = await send('POST', '/v1/tokens', { token: server.apiKey, body: { ...staff, ...request } });
    return body.token;
  };
  const token = () => tokenFor({});

  /** Gives somebody access to an account and answers the link of the mail. */
  const invite = async (email: string, accountId = '001A') => {
    const { body: access } = await send('POST', `/v1/accounts/${accountId}/access`, {
      token: await token(),
      body: personOf(email),
    });
    return { access, link: await linkOf(email) };
  };

  /** The secret of the newest link that was mailed to an address. */
  const linkOf = async (email: string): Promise<string> =>
    new URL((await server.newestLink(email)) ?? '').hash.slice(1);

  /** Somebody who has registered, with their cookies. */
  const member = async (email: string) => {
    const { access, link } = await invite(email);
    const { headers } = await send('POST', '/v1/links/use', { body: { token: link, password } });
    return { access, cookie: cookiesOf(headers) };
  };

  const signIn = (email: string, secret = password, sent: Sent = {}) =>
    send('POST', '/v1/session', { body: { email, password: secret }, ...sent });

  /** The mails to an address, once there are `count`: they are sent after the answer. */
  const mailsTo = async (email: string, count: number) => {
    for (;;) {
      const { body } = await send('GET', `/mailbox/mails.json?search=${encodeURIComponent(email)}`);
      if (body.mails.length >= count) return body.mails;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  };

  return { server, send, log, clock, database, token, tokenFor, invite, linkOf, member, signIn, mailsTo };
}

/** What a browser would send back. */
export function cookiesOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ');
}
