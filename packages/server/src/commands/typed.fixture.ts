import { runCommand } from './run-command.ts';

/** Runs a command as it is typed, in this process; answers its exit code and what it wrote. */
export async function typed(environment: Record<string, string>, ...args: string[]) {
  let out = '';
  let err = '';
  const code = await runCommand(args, {
    environment,
    out: text => {
      out += text;
    },
    err: text => {
      err += text;
    },
  });
  return { code, out, err };
}
