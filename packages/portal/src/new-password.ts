import { isCommonPassword, Password } from '@portico/core';

/** The least a password needs. */
export const shortestPassword = 10;

export type PasswordProblem = (typeof problems)[number];

const problems = ['password-too-short', 'password-too-long', 'password-too-common'] as const;

/** Why a password cannot be chosen. */
export function passwordProblem(password: string): PasswordProblem | undefined {
  return readPasswordProblem(Password.safeParse(password).error?.issues[0]?.message);
}

/** A field's problem as the server names it. */
export function readPasswordProblem(code: string | undefined): PasswordProblem | undefined {
  return problems.find(problem => problem === code);
}

export type PasswordStrength = 'empty' | 'short' | 'weak' | 'good' | 'strong';

/**
 * A hint while typing, never a refusal: length counts most, and runs (`aaaa`, `1234`) count as one character.
 * @see https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver
 */
export function passwordStrength(password: string): PasswordStrength {
  if (password === '') return 'empty';
  if (password.length < shortestPassword) return 'short';
  const worth = countUnpredictable(password);
  if (worth < 8 || new Set(password).size < 6 || isCommonPassword(password)) return 'weak';
  return worth >= 14 ? 'strong' : 'good';
}

/** Characters that do not just repeat or continue the one before. */
function countUnpredictable(password: string): number {
  const codes = [...password].map(character => character.codePointAt(0) ?? 0);
  return codes.filter((code, i) => i === 0 || Math.abs(code - (codes[i - 1] ?? 0)) > 1).length;
}
