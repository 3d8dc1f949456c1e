import { type Finding, topic } from './finding.ts';

/** Judges how far another clock is ahead of this machine's, in milliseconds. */
export function judgeClock(whose: string, ahead: number): Finding {
  const { fine, consider, mend } = topic('clock');
  const seconds = Math.abs(ahead) / 1000;
  const says = `The clock of ${whose} is ${seconds.toFixed(1)} s ${ahead < 0 ? 'behind' : 'ahead of'} this machine's.`;
  const remedy = 'Let both be set by NTP: links, tokens and memberships end by the clock.';
  if (seconds <= 2) return fine(`The clock of ${whose} agrees with this machine's.`);
  return seconds > 30 ? mend(says, remedy) : consider(says, remedy);
}

/** How far a clock is ahead that was read between two looks at our own. */
export function aheadOf(read: Date, before: number, after: number): number {
  return read.getTime() - (before + after) / 2;
}
