import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import process from 'node:process';
import { createUser } from './create-user.ts';
import { firstRow } from './first-row.ts';
import { leaks } from './leaks.ts';
import { manyRows } from './many-rows.ts';
import { allWidgetsSize, recordPageSize } from './page-sizes.ts';
import { processes } from './processes.ts';
import { readLoad } from './read-load.ts';
import type { Result } from './result.ts';
import { start } from './start.ts';
import { startAfterKill } from './start-after-kill.ts';

// Measures, prints, and writes the table into docs/benchmarks.md. Name some ids to measure only those: pnpm bench P6

const benches: Record<string, () => Promise<Result[]>> = {
  P1: recordPageSize,
  P2: allWidgetsSize,
  P3: firstRow,
  P4: manyRows,
  P6: createUser,
  P9: async () => [...(await start()), ...(await startAfterKill())],
  P10: processes,
  load: readLoad,
  leaks,
};
const file = resolve(import.meta.dirname, '../../../docs/benchmarks.md');

const asked = process.argv.slice(2);
const results: Result[] = [];
for (const [id, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(id)) continue;
  for (const result of await bench()) {
    results.push(result);
    process.stdout.write(`${lineOf(result)}\n`);
  }
}
if (asked.length === 0) await writeTable();

function lineOf({ id, what, ours, peer, ratio, bar, holds }: Result): string {
  const verdict = holds === undefined ? '' : holds ? ' ✓' : ' ✗';
  return `| ${[id, what, ours, peer, ratio, bar + verdict].join(' | ')} |`;
}

/** What stands between the two marks is replaced; the prose around it stays. */
async function writeTable(): Promise<void> {
  const head = '| Bar | What | Portico | Beside it, in the same run | Ratio | Holds |\n|---|---|---|---|---|---|';
  const machine = `Measured on ${new Date().toISOString().slice(0, 10)} with ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}; servers, database and load share them.`;
  const table = [head, ...results.map(lineOf)].join('\n');
  const text = await readFile(file, 'utf8');
  const marks = /(<!-- bench -->\n)[\s\S]*(<!-- \/bench -->)/;
  if (!marks.test(text)) throw new Error(`${file} has no place for the table`);
  await writeFile(
    file,
    text.replace(marks, (_, open, close) => `${open}\n${machine}\n\n${table}\n\n${close}`),
  );
}
