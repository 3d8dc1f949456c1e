import type { RecordResult } from '@portico/core';

const outcomes = ['created', 'updated', 'unchanged', 'refused'] as const;
const kinds = ['account', 'order', 'contact'] as const;

/** What became of many records, by their kind. */
export function tallyOf() {
  const all: RecordResult[] = [];
  return {
    add(results: readonly RecordResult[]): void {
      all.push(...results);
    },
    /** One line per kind. */
    text(): string {
      return kinds
        .map(kind => {
          const counts = outcomes.map(outcome => {
            const count = all.filter(result => result.kind === kind && result.outcome === outcome).length;
            return `${count} ${outcome}`;
          });
          return `${`${kind}s:`.padEnd(10)}${counts.join(', ')}\n`;
        })
        .join('');
    },
    /** One line for each that was not taken, with its code. */
    refusals(): string[] {
      return all
        .filter(({ outcome }) => outcome === 'refused')
        .map(({ kind, id, error }) => `The ${kind} ${id} was refused: ${error}.${reasonFor(kind, error)}\n`);
    },
  };
}

/** What a code means here. */
function reasonFor(kind: RecordResult['kind'], error: RecordResult['error']): string {
  if (error === 'account-name-taken') return ' Another account has this market and name.';
  if (error === 'email-taken') return ' Another login has this address.';
  if (error === 'not-found' && kind !== 'account') return ' Its account is not known: send that too.';
  return '';
}
