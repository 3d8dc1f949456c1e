import type { BackendAdapter } from '@portico/core';
import type { Context } from './state.ts';

type Groups = Omit<BackendAdapter, 'supports' | 'subscribe' | 'events'>;

/** What the memory backend does for each operation: at once, on checked input, or throwing before anything has changed. */
export type Operations = {
  [G in keyof Groups]: {
    [M in keyof Groups[G]]: Groups[G][M] extends (input: infer Input, ...rest: never[]) => Promise<infer Answer>
      ? (context: Context, input: Input) => Answer
      : never;
  };
};

export type Operation = (context: Context, input: Record<string, unknown>) => unknown;

/** The operation of a name: the one place where a checked input is taken for its type. */
export function operationOf(operations: Operations, name: string): Operation {
  const [group, method] = name.split('.') as [keyof Operations, string];
  const found: Record<string, unknown> = operations[group];
  return found[method] as Operation;
}
