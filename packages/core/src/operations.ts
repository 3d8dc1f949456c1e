import type { BackendAdapter } from './adapter.ts';

type Groups = Omit<BackendAdapter, 'supports' | 'subscribe' | 'events'>;

/** What a backend does for each operation, on checked input: at once, or by a promise. */
export type Operations<Context, Mode extends 'at-once' | 'by-promise'> = {
  [G in keyof Groups]: {
    [M in keyof Groups[G]]: Groups[G][M] extends (input: infer Input, ...rest: never[]) => Promise<infer Answer>
      ? (context: Context, input: Input) => Mode extends 'at-once' ? Answer : Promise<Answer>
      : never;
  };
};

/** The operation of a name, such as `access.grant`: the one place where a checked input is taken for its type. */
export function operationOf<Context, Mode extends 'at-once' | 'by-promise'>(
  operations: Operations<Context, Mode>,
  name: string,
) {
  const [group, method] = name.split('.') as [keyof Groups, string];
  const found: Record<string, unknown> = operations[group];
  return found[method] as (
    context: Context,
    input: Record<string, unknown>,
  ) => Mode extends 'at-once' ? unknown : Promise<unknown>;
}
