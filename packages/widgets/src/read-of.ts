import { type Task, TaskStatus } from '@lit/task';

/** What a task has read; nothing while it has nothing to do. */
export function readOf<T>({ status, value }: Task<readonly unknown[], T>): T | undefined {
  return status === TaskStatus.INITIAL ? undefined : value;
}
