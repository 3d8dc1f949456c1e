import { reactive } from 'vue';
import { type Conditions, type Look, usualConditions, usualLook } from './conditions.ts';
import type { Sandbox } from './sandbox.ts';

/** What stays of an example while its reader is on other pages. */
export interface Session {
  conditions: Conditions;
  look: Look;
  sandbox: Promise<Sandbox> | undefined;
}

const sessions = new Map<string, Session>();

/** The session of one example; the key names its page and what it shows. */
export function sessionOf(key: string): Session {
  const known = sessions.get(key);
  if (known) return known;
  const session: Session = {
    conditions: reactive({ ...usualConditions }),
    look: reactive({ ...usualLook }),
    sandbox: undefined,
  };
  sessions.set(key, session);
  return session;
}
