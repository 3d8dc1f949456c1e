import * as z from 'zod/mini';
import { emailProblem } from './rules/identity-key.ts';

/** An email address as its owner writes it; what is wrong with another is told by a `EmailProblem`. */
export const Email: z.ZodMiniType<string> = z.string().check(context => {
  const problem = emailProblem(context.value);
  if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value });
});
