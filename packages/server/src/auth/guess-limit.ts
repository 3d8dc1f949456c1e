import { PorticoError } from '@portico/core';
import { inArray, like, or, sql } from 'drizzle-orm';
import { type Key, type KeyRing, sign } from '../keys.ts';
import type { Queries } from '../postgres/database.ts';
import { rateLimits } from '../postgres/schema/rate-limit.ts';

/** How many tries one counter allows in so many seconds. */
interface Allowance {
  tries: number;
  seconds: number;
}

/**
 * Guessing one password: at most 90 tries a day from unknown browsers wherever they come from, and 10 more within a
 * quarter of an hour from a browser that has signed in before, so that others cannot lock the owner out.
 */
const allowances = {
  network: { tries: 60, seconds: 900 },
  loginFromNetwork: { tries: 10, seconds: 900 },
  login: { tries: 90, seconds: 86_400 },
  knownBrowser: { tries: 10, seconds: 900 },
  mailRequest: { tries: 30, seconds: 900 },
  staffMail: { tries: 1, seconds: 60 },
  mailsADay: { tries: 10, seconds: 86_400 },
  companySignIn: { tries: 60, seconds: 900 },
} as const satisfies Record<string, Allowance>;

interface Counter {
  key: string;
  allowance: Allowance;
}

/**
 * Counts tries in the database, where every process sees them and a restart forgets none. The current key alone names
 * the counters of a login, so a rotation starts them anew: once more as many tries, at a moment that no guesser
 * chooses. Those of a network have no secret in their names, and count on.
 */
export function guessLimit(db: Queries, keys: KeyRing) {
  const blind = (text: string) => blinded(keys.current, text);
  const ofLogin = (login: string) => signInCounter(blind(login));

  return {
    /** The counters of a try to sign in; `isKnownBrowser` where the browser has signed in to this login before. */
    signInCounters(login: string, network: string, isKnownBrowser: boolean): Counter[] {
      const name = ofLogin(login);
      if (isKnownBrowser) return [{ key: `${name}:known`, allowance: allowances.knownBrowser }];
      return [
        { key: `sign-in-from:${network}`, allowance: allowances.network },
        { key: `${name}:from:${network}`, allowance: allowances.loginFromNetwork },
        { key: `${name}:all`, allowance: allowances.login },
      ];
    },

    /** The counter of requests for a mail, by anyone. */
    mailCounters(network: string): Counter[] {
      return [{ key: `mail-request:${network}`, allowance: allowances.mailRequest }];
    },

    /** The counters of requests for a sign-in mail to a member of staff: by anyone, and to this mailbox. */
    staffMailCounters(network: string, login: string): Counter[] {
      return [...this.mailCounters(network), { key: `staff-mail:${blind(login)}`, allowance: allowances.staffMail }];
    },

    /**
     * Whether one more mail may go today to a mailbox that somebody asks for, who need not be its owner. Others cannot use
     * up what a browser has that has signed in to this login before.
     */
    async allowsMail(login: string, isKnownBrowser: boolean): Promise<boolean> {
      const key = `${ofLogin(login)}:${isKnownBrowser ? 'mail-known' : 'mail'}`;
      return (await takeOne(db, { key, allowance: allowances.mailsADay })) === undefined;
    },

    /** The counter of answers that browsers bring back from the company's sign-in. */
    companySignInCounters(network: string): Counter[] {
      return [{ key: `company-sign-in:${network}`, allowance: allowances.companySignIn }];
    },

    /** Takes one try from each counter before the password is looked at; throws `rate-limited` where one is empty. */
    async take(counters: readonly Counter[]): Promise<void> {
      for (const [index, counter] of counters.entries()) {
        const retryAfter = await takeOne(db, counter);
        if (retryAfter === undefined) continue;
        // What the earlier counters lost was no guess.
        await giveBack(db, counters.slice(0, index));
        throw new PorticoError('rate-limited', { retryAfter });
      }
    },

    /** Gives back what a right password has taken. */
    giveBack: (tx: Queries, counters: readonly Counter[]) => giveBack(tx, counters),

    /** Forgets what was counted at a login: its owner has just proved to be one by a mail. */
    async forgive(tx: Queries, login: string): Promise<void> {
      const names = keys.all.map(key => signInCounter(blinded(key, login)).replaceAll('_', '\\_'));
      await tx.delete(rateLimits).where(or(...names.map(name => like(rateLimits.key, `${name}:%`))));
    },
  };
}

export type GuessLimit = ReturnType<typeof guessLimit>;

/** What somebody typed, as the name of a counter may hold it. */
function blinded({ key }: Key, text: string): string {
  return sign(key, text).toString('base64url');
}

function signInCounter(blindedLogin: string): string {
  return `sign-in:${blindedLogin}`;
}

/** One atomic statement: takes one, or tells how many seconds until there is one again. */
async function takeOne(db: Queries, { key, allowance }: Counter): Promise<number | undefined> {
  const { tries, seconds } = allowance;
  const { rows } = await db.execute(sql`
    insert into ${rateLimits} as r (key, count, reset_at) values (${key}, 1, now() + make_interval(secs => ${seconds}))
    on conflict (key) do update set
      count = case when r.reset_at <= now() then 1 else least(r.count + 1, ${tries + 1}) end,
      reset_at = case when r.reset_at <= now() then excluded.reset_at else r.reset_at end
    returning count, ceil(extract(epoch from reset_at - now()))::int as retry_after`);
  const [row] = rows;
  return Number(row?.count) > tries ? Math.max(1, Number(row?.retry_after)) : undefined;
}

async function giveBack(db: Queries, counters: readonly Counter[]): Promise<void> {
  if (counters.length === 0) return;
  const keys = counters.map(({ key }) => key);
  await db
    .update(rateLimits)
    .set({ count: sql`greatest(${rateLimits.count} - 1, 0)` })
    .where(inArray(rateLimits.key, keys));
}
