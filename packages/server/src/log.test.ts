import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DrizzleQueryError } from 'drizzle-orm';
import { errorDetails, fromLevel, type Log, type LogLevel, pinoLog, withWorkAtHand } from './log.ts';
import { during } from './work-at-hand.ts';

/** The lines that a log writes. */
function lines(level: LogLevel, tell: (log: Log) => void): Record<string, unknown>[] {
  let text = '';
  tell(pinoLog({ level, destination: { write: line => (text += line) } }));
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
}

test('an entry is one line of JSON with its time and level in words', () => {
  const [line, ...rest] = lines('info', log => log({ level: 'warn', event: 'mail.failed', mail: 'm1', status: 550 }));
  assert.deepEqual(rest, []);
  const { time, ...others } = line ?? {};
  assert.deepEqual(others, { level: 'warn', event: 'mail.failed', mail: 'm1', status: 550 });
  assert.equal(new Date(String(time)).toISOString(), time);
});

test('what is less than the level is not written', () => {
  const levels = ['debug', 'info', 'warn', 'error'] as const;
  const written = (level: LogLevel) =>
    lines(level, log => {
      for (const one of levels) log({ level: one, event: 'x' });
    }).map(line => line.level);
  assert.deepEqual(written('debug'), levels);
  assert.deepEqual(written('info'), ['info', 'warn', 'error']);
  assert.deepEqual(written('error'), ['error']);
  assert.deepEqual(written('silent'), []);
});

test('any log may be told from a level on', () => {
  const told: string[] = [];
  const log = fromLevel('warn', entry => told.push(entry.level));
  for (const level of ['debug', 'info', 'warn', 'error'] as const) log({ level, event: 'x' });
  assert.deepEqual(told, ['warn', 'error']);
});

test('an entry names what the server is at, also later and deeper in it', async () => {
  const told: object[] = [];
  const log = withWorkAtHand(entry => told.push(entry));
  await during({ requestId: 'r1' }, async () => {
    await new Promise(resolve => setImmediate(resolve));
    during({ mail: 'm1' }, () => log({ level: 'info', event: 'inner' }));
    log({ level: 'info', event: 'outer' });
  });
  log({ level: 'info', event: 'outside' });
  assert.deepEqual(told, [
    { level: 'info', event: 'inner', requestId: 'r1', mail: 'm1' },
    { level: 'info', event: 'outer', requestId: 'r1' },
    { level: 'info', event: 'outside' },
  ]);
});

test('of an error, its code and its place are told, and nothing that it says', () => {
  const cause = Object.assign(new Error('Key (email)=(ada@example.com) exists'), { code: '23505' });
  const failed = new DrizzleQueryError('insert into contact', ['ada@example.com', 'a\n    at ada@example.com'], cause);
  const details = errorDetails(failed);
  assert.equal(details.cause, '23505');
  assert.match(details.at ?? '', /log\.test\.ts:\d+/);
  assert.doesNotMatch(JSON.stringify(details), /ada|insert/);
});

test('a copy of an error is told of like the error', () => {
  const { message, stack } = new Error('ada@example.com');
  const details = errorDetails({ code: 'ECONNRESET', message, stack });
  assert.equal(details.cause, 'ECONNRESET');
  assert.match(details.at ?? '', /log\.test\.ts/);
  assert.doesNotMatch(JSON.stringify(details), /ada/);
  assert.equal(errorDetails({ code: 'user ada@example.com' }).cause, undefined, 'what is no code is not told');
});
