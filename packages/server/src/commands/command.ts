import { type ParseArgsOptionDescriptor, parseArgs } from 'node:util';
import { OperatorError } from '../operator-error.ts';
import type { Environment } from '../settings/from-environment.ts';
import { nearest } from '../settings/nearest.ts';

/** One thing that `portico` does. */
export interface Command {
  /** What is typed after `portico`. */
  name: string;
  /** One sentence for the list of commands. */
  summary: string;
  /** Paragraphs that its help says beyond that; an indented one is an example. */
  help: string;
  options: CommandOptions;
  /**
   * Does it; the answer is the exit code.
   * @throws {UsageError} for arguments that make no sense, {@link CommandFailed} for what the operator can mend.
   */
  run(args: readonly string[], around: Surroundings): Promise<number>;
}

/** The flags of a command, as `parseArgs` takes them, and what its help says of each. */
export type CommandOptions = Record<
  string,
  ParseArgsOptionDescriptor & {
    meaning: string;
    /** What stands behind the flag in the help, such as `FILE`. */
    value?: string;
  }
>;

/** What a command is run in. */
export interface Surroundings {
  environment: Environment;
  /** Writes to the standard output: what was asked for. */
  out(text: string): void;
  /** Writes to the standard error: what is said beside it. */
  err(text: string): void;
}

/** The command was typed wrongly: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command could not do what it should; the message says what to do next. Exit code 1. */
export class CommandFailed extends OperatorError {}

/** The flags that were given. @throws {UsageError} */
export function readFlags<const T extends CommandOptions>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(explain(error, Object.keys(options)), { cause: error });
  }
}

/** Node's own sentence, without its advice on how to write the program. */
function explain(error: unknown, names: string[]): string {
  const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
  const flag = /Unknown option '--([\w-]+)'/.exec(sentence)?.[1];
  const meant = flag && nearest(flag, names);
  return meant ? `${sentence}. Did you mean --${meant}?` : `${sentence}.`;
}
