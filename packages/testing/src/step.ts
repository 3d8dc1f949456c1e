import { spawn } from 'node:child_process';

export interface Counts {
  passed: number;
  failed: number;
}

export interface Outcome {
  code: number;
  /** The last count of tests that the command has printed. */
  printed: Counts | undefined;
}

/** Runs one command, with what it prints on show. */
export function runStep([command = '', ...args]: string[], env = process.env): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      process.stdout.write(text);
    });
    child.on('error', reject);
    child.on('close', code => resolve({ code: code ?? 1, printed: printedCounts(output) }));
  });
}

/** What an outcome adds to the total: a command without a count of its own is one, and one that ends badly has failed. */
export function countsOf({ code, printed }: Outcome): Counts {
  const { passed, failed } = printed ?? { passed: Number(code === 0), failed: 0 };
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

export function printedCounts(output: string): Counts | undefined {
  const counts = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1);
  return counts && { passed: Number(counts[1]), failed: Number(counts[2]) };
}
