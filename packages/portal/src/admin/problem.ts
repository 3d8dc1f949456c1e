import { companySignInProblems } from '@portico/core';

/** Why somebody is back on the sign-in page: their link did not work, or the company's own sign-in did not. */
export type Problem = (typeof problems)[number];

const problems = [
  'link-invalid',
  'link-used',
  'link-expired',
  'link-replaced',
  'switched-off',
  ...companySignInProblems,
] as const;

export function isProblem(value: unknown): value is Problem {
  return problems.some(problem => problem === value);
}
