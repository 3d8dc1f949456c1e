import * as z from 'zod/mini';
import { RecoveryPlan, RecoverySent } from '../recovery.ts';
import type { RouteGroup } from '../route.ts';

export interface RecoveryRequest {
  /** What the caller expects to happen; where the plan has changed since, nothing is sent. */
  action: RecoverySent['action'];
}

const RecoveryRequest: z.ZodMiniType<RecoveryRequest> = z.object({
  action: z.enum(['send-reset', 'resend-registration']),
});

/** Getting a person back in: a reset for who has registered, the registration mail again for who has not. */
export const recovery = {
  plan: {
    method: 'GET',
    path: '/contacts/:contactId/recovery',
    auth: 'staff',
    permission: 'users:recover',
    returns: RecoveryPlan,
  },
  send: {
    method: 'POST',
    path: '/contacts/:contactId/recovery',
    auth: 'staff',
    permission: 'users:recover',
    body: RecoveryRequest,
    returns: RecoverySent,
    idempotent: true,
    errors: ['no-login', 'user-deactivated', 'registration-pending', 'already-registered', 'sent-recently'],
  },
} as const satisfies RouteGroup;
