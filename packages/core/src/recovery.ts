import * as z from 'zod/mini';
import { Instant } from './time.ts';

/** What one press of the reset button will do, and why. */
export interface RecoveryPlan {
  action: 'send-reset' | 'resend-registration' | 'wait' | 'create-user' | 'reactivate';
  /** Where the mail would go. */
  email: string | null;
  /** When the last registration or reset mail was sent. */
  sentAt: string | null;
  /** Seconds until another mail may be sent; only with `wait`. */
  retryAfter: number | null;
}

export const RecoveryPlan: z.ZodMiniType<RecoveryPlan> = z.object({
  action: z.enum(['send-reset', 'resend-registration', 'wait', 'create-user', 'reactivate']),
  email: z.nullable(z.string()),
  sentAt: z.nullable(Instant),
  retryAfter: z.nullable(z.number()),
});

/** A recovery mail that was handed over for sending. */
export interface RecoverySent {
  action: 'send-reset' | 'resend-registration';
  email: string;
  sentAt: string;
}

export const RecoverySent: z.ZodMiniType<RecoverySent> = z.object({
  action: z.enum(['send-reset', 'resend-registration']),
  email: z.string(),
  sentAt: Instant,
});
