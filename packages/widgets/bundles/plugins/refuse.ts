import type { Rolldown } from 'vite';

/** Stops a build whose code still has what a plugin was to take out, since a dependency has changed. */
export function refuse(left: RegExp, reason: string) {
  return (_: unknown, bundle: Rolldown.OutputBundle) => {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk' && left.test(file.code)) throw new Error(reason);
    }
  };
}
