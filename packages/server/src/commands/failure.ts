import { isPorticoError } from '@portico/core';
import { reasonOf } from '../causes.ts';
import { OperatorError } from '../operator-error.ts';

/** One line for the operator about why a command failed, and what to do next. Never a stack, never a statement's values. */
export function failureLine(command: string, error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  if (isPorticoError(error)) return `portico ${command} was refused: ${error.message} (${error.code}).`;
  const reason = reasonOf(error);
  return `portico ${command} failed: ${reason}. \`portico doctor\` looks for what is wrong.`;
}
