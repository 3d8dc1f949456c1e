import { inJobSpan } from '../tracing.ts';
import { during } from '../work-at-hand.ts';

/** Does a job so that its lines of the log, and its span, tell which one it is. */
export function observeJob<T>(queue: string, ids: Readonly<Record<string, string>>, run: () => Promise<T>): Promise<T> {
  return during({ job: queue, ...ids }, () => inJobSpan(queue, ids, run));
}
