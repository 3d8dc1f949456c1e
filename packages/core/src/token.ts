import * as z from 'zod/mini';
import { count } from './count.ts';
import { Email } from './email.ts';
import { Id } from './id.ts';
import { isPermission, type Permission } from './permissions.ts';
import { Source } from './source.ts';
import { line } from './text.ts';
import { Instant } from './time.ts';

/** What a host's backend asks for, in exchange for its API key: a short token for one member of its staff. */
export interface TokenRequest {
  staff: { email: string; name: string };
  /** The system whose record ids the bearer speaks, such as `crm`. */
  source: string;
  permissions: Permission[];
  /** The accounts the bearer may see: those that the person serves, or the ids of some; all where absent. */
  accounts?: string[] | 'served' | undefined;
  /** Lifetime in seconds, 60 to 3600; 900 unless told. */
  expiresIn?: number | undefined;
}

export const TokenRequest: z.ZodMiniType<TokenRequest> = z.object({
  staff: z.object({ email: Email, name: line(200) }),
  source: Source,
  permissions: z.array(z.custom<Permission>(isPermission, 'unknown-permission')),
  accounts: z.optional(z.union([z.literal('served'), z.array(Id).check(z.maxLength(1000))])),
  expiresIn: z.optional(count(60, 3600)),
});

export interface Token {
  token: string;
  expiresAt: string;
}

export const Token: z.ZodMiniType<Token> = z.object({ token: z.string(), expiresAt: Instant });
