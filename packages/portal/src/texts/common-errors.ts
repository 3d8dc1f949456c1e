import { wait } from '../amounts.ts';
import type { CommonErrorCode, ErrorText } from '../failure.ts';

type LinkErrorCode = 'link-invalid' | 'link-used' | 'link-expired' | 'link-replaced';

/** When to try again, in English. */
export const soon = (seconds?: number) => (seconds ? `in ${wait(seconds, 'en')}` : 'in a moment');

const tryAgain = () => 'Something went wrong on our side. Nothing is lost: please try again.';
const linkDead = () => 'This link does not work any more.';

/** What clients and staff can meet alike, in English, but for whom to ask: `notHere` says that. */
export function commonErrors(notHere: string): Record<CommonErrorCode | LinkErrorCode, ErrorText> {
  return {
    'link-invalid': linkDead,
    'link-used': linkDead,
    'link-expired': linkDead,
    'link-replaced': linkDead,
    'rate-limited': seconds => `Too many attempts. Please try again ${soon(seconds)}.`,
    'invalid-request': () => 'Something in the form is not right. Please check what you typed.',
    'too-large': () => 'That is too long. Please check what you typed.',
    unauthenticated: () => 'You are signed out. Please sign in again.',
    forbidden: () => notHere,
    'not-found': () => notHere,
    unsupported: () => notHere,
    network: () => 'We could not reach the portal. Check your connection and try again.',
    timeout: () => 'The portal took too long to answer. Please try again.',
    'server-error': tryAgain,
    'bad-answer': tryAgain,
    unavailable: seconds => `The portal is not available right now. Please try again ${soon(seconds)}.`,
  };
}
