import { Client, type QueryConfig } from 'pg';

/** So many statements are prepared on each connection; the server has no more than a few dozen that come again and again. */
const maxPrepared = 200;

/** How often a text has come; a list of ids makes texts that come once. */
const seen = new Map<string, number>();
const names = new Map<string, string>();

/**
 * A connection on which a statement that comes again and again is prepared: PostgreSQL reads and plans it once. The texts are
 * the server's own and do not change.
 */
export class PreparingClient extends Client {
  // The overloads of `query` cannot be overridden one by one: whatever is asked is passed on.
  override query: Client['query'] = ((statement: unknown, ...rest: unknown[]) =>
    Reflect.apply(Client.prototype.query, this, [prepared(statement), ...rest])) as Client['query'];
}

function prepared(statement: unknown): unknown {
  if (!isConfig(statement) || statement.name !== undefined) return statement;
  const name = nameOf(statement.text);
  return name === undefined ? statement : { ...statement, name };
}

/**
 * Whether a statement searches a whole table. The way to find what it is about depends on what is searched for: a plan that is
 * kept for all texts reads the table where an index would do. Where something else narrows the search first, that one is
 * good enough, and planning costs more than it saves.
 */
function isSearch(text: string): boolean {
  return / where [\w."]+ like \$/.test(text);
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= maxPrepared || isSearch(text)) return known;
  const count = (seen.get(text) ?? 0) + 1;
  if (count < 3) {
    if (seen.size > 10 * maxPrepared) seen.clear();
    seen.set(text, count);
    return undefined;
  }
  seen.delete(text);
  const name = `portico_${names.size}`;
  names.set(text, name);
  return name;
}

function isConfig(statement: unknown): statement is QueryConfig {
  return (
    typeof statement === 'object' && statement !== null && 'text' in statement && typeof statement.text === 'string'
  );
}
