import * as z from 'zod/mini';

/** The name of a system whose record ids are spoken, such as `crm`. */
export const Source: z.ZodMiniType<string> = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/));
