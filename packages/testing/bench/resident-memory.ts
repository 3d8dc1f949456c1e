import { readFile } from 'node:fs/promises';

/**
 * The megabytes of memory that a process holds; NaN where the system does not tell.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024);
}
