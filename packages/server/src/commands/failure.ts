import { isPorticoError } from '@portico/core';

/** Errors that say themselves what to do. */
const explained = ['CommandFailed', 'ConfigError', 'DatabaseUnusable', 'DirectoryInUse', 'SchemaTooNew'];

/** One line for the operator about why a command failed, and what to do next. Never a stack, never a statement's values. */
export function failureLine(command: string, error: unknown): string {
  if (error instanceof Error && explained.includes(error.name)) return error.message;
  if (isPorticoError(error)) return `portico ${command} was refused: ${error.message} (${error.code}).`;
  const reason = reasonOf(error);
  return `portico ${command} failed: ${reason}. \`portico doctor\` looks for what is wrong.`;
}

/** The first line of the innermost cause: the outer ones repeat statements with their values. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'for an unknown reason';
  if (error.cause instanceof Error) return reasonOf(error.cause);
  // Node tries each address of a name, and tells of all of them at once.
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const line = error.message.split('\n')[0]?.replace(/\.$/, '');
  return line || error.name;
}
