import type { BackendAdapter } from '@portico/core';
import type { Context } from './context.ts';

type Groups = Omit<BackendAdapter, 'supports' | 'subscribe' | 'events'>;

/** What this backend does for each operation: on checked input, within the handle of its context. */
export type Operations = {
  [G in keyof Groups]: {
    [M in keyof Groups[G]]: Groups[G][M] extends (input: infer Input, ...rest: never[]) => Promise<infer Answer>
      ? (context: Context, input: Input) => Promise<Answer>
      : never;
  };
};

export type Operation = (context: Context, input: Record<string, unknown>) => Promise<unknown>;

/** The operation of a name: the one place where a checked input is taken for its type. */
export function operationOf(operations: Operations, name: string): Operation {
  const [group, method] = name.split('.') as [keyof Operations, string];
  const found: Record<string, unknown> = operations[group];
  return found[method] as Operation;
}
