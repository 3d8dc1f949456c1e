import { EncryptJWT, jwtDecrypt } from 'jose';
import * as z from 'zod';
import type { ServerCookie } from '../http/server-cookie.ts';
import { type KeyRing, keyNamed } from '../keys.ts';

/** What ties the answer of the company's sign-in to the browser that began it. */
export type PendingSignIn = z.infer<typeof Pending>;
const Pending = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });

/** How long somebody may take to sign in at the company, in seconds. */
const lifetime = 600;

interface PendingDependencies {
  cookie: ServerCookie;
  keys: KeyRing;
  now: () => Date;
}

/** The sign-ins under way: each is kept by its own browser, sealed, so that no process has to remember it. */
export function pendingSignIns({ cookie, keys, now }: PendingDependencies) {
  const options = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };

  return {
    /** Gives a sign-in to the browser that begins it. */
    async keep(answer: Headers, pending: PendingSignIn): Promise<void> {
      const { id, key } = keys.current;
      const sealed = await new EncryptJWT({ ...pending })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: id })
        .setExpirationTime(Math.floor(now().getTime() / 1000) + lifetime)
        .encrypt(key);
      cookie.write(answer, sealed, lifetime);
    },

    /** Takes it back, once; undefined where the browser began none, or too long ago. */
    async take(headers: Headers, answer: Headers): Promise<PendingSignIn | undefined> {
      cookie.clear(answer);
      const sealed = cookie.read(headers);
      if (sealed === undefined) return undefined;
      try {
        const { payload } = await jwtDecrypt(sealed, keyNamed(keys), { ...options, currentDate: now() });
        return Pending.parse(payload);
      } catch {
        return undefined;
      }
    },
  };
}

export type PendingSignIns = ReturnType<typeof pendingSignIns>;
