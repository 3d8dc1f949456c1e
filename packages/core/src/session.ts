import * as z from 'zod/mini';

/** The client who is signed in to the portal. */
export interface Session {
  firstName: string;
  lastName: string;
  email: string;
}

export const Session: z.ZodMiniType<Session> = z.object({
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
});

export const SignIn: z.ZodMiniType<{ email: string; password: string }> = z.object({
  email: z.string().check(z.minLength(1), z.maxLength(254)),
  password: z.string().check(z.minLength(1), z.maxLength(128)),
});

/** An account as its own client sees it. */
export interface OwnAccount {
  /** The access that opens it. */
  accessId: string;
  market: string;
  name: string;
  role: string;
  sections: { id: string; name: string; url: string }[];
}

export const Home: z.ZodMiniType<{ hasMarkets: boolean; accounts: OwnAccount[] }> = z.object({
  hasMarkets: z.boolean(),
  accounts: z.array(
    z.object({
      accessId: z.string(),
      market: z.string(),
      name: z.string(),
      role: z.string(),
      sections: z.array(z.object({ id: z.string(), name: z.string(), url: z.string() })),
    }),
  ),
});

/** The answer of an operation that has nothing to tell. */
export const Done: z.ZodMiniType<{ done: true }> = z.object({ done: z.literal(true) });
