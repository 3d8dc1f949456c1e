import type { StaffProof } from './staff-token.ts';

type Verify = (token: string) => Promise<StaffProof>;

/** As many as a busy server has pages open; a token may have 8 kB. */
const maxRemembered = 500;

/**
 * Remembers what a token proved until it ends: a page sends the same one with each of its requests. For tokens whose keys
 * are the same as long as the process runs.
 */
export function rememberedProofs(verify: Verify, now: () => Date): Verify {
  const proofs = new Map<string, StaffProof>();
  return async token => {
    const known = proofs.get(token);
    if (known && known.expiresAt > now()) return known;
    proofs.delete(token);
    const proof = await verify(token);
    const [oldest] = proofs.keys();
    if (proofs.size >= maxRemembered && oldest !== undefined) proofs.delete(oldest);
    proofs.set(token, proof);
    return proof;
  };
}
