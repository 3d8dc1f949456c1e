import * as z from 'zod/mini';
import { isCommonPassword } from './rules/common-password.ts';
import { Instant } from './time.ts';

/** What a link in a mail is for. */
export type LinkPurpose = 'registration' | 'reset';

/** What the page behind a link shows; asking changes nothing. */
export interface LinkState {
  purpose: LinkPurpose;
  /** `replaced` by a newer link to the same person. */
  state: 'open' | 'used' | 'expired' | 'replaced';
  /** The person's own address; only of an open link, where the form needs it for the password manager. */
  email: string | null;
  firstName: string | null;
  expiresAt: string;
}

export const LinkState: z.ZodMiniType<LinkState> = z.object({
  purpose: z.enum(['registration', 'reset']),
  state: z.enum(['open', 'used', 'expired', 'replaced']),
  email: z.nullable(z.string()),
  firstName: z.nullable(z.string()),
  expiresAt: Instant,
});

/** The secret of a link, as the mail carried it. */
const token = z.string().check(z.minLength(1), z.maxLength(500));

export const LinkToken: z.ZodMiniType<{ token: string }> = z.object({ token });

/** 10 to 128 characters of any kind, but not those of the first guesses. */
export const Password: z.ZodMiniType<string> = z.string().check(
  z.minLength(10, 'password-too-short'),
  z.maxLength(128, 'password-too-long'),
  z.refine(password => !isCommonPassword(password), 'password-too-common'),
);

export const LinkUse: z.ZodMiniType<{ token: string; password: string }> = z.object({ token, password: Password });
