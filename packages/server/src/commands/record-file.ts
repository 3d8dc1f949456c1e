import { readFile } from 'node:fs/promises';
import { Records } from '@portico/core';
import { CommandFailed } from './command.ts';

/** As many records as one call may carry. */
const batchSize = 500;

/** The records of a JSON file, each of them checked before the first is written. @throws {CommandFailed} */
export async function readRecords(file: string): Promise<Records> {
  const text = await readFile(file, 'utf8').catch(cause => {
    throw new CommandFailed(`The file ${file} cannot be read: ${cause.code ?? cause.message}. Check its name.`, {
      cause,
    });
  });
  const records = parse(file, text);
  const problems = kinds.flatMap(kind =>
    slices(records[kind] ?? []).flatMap(({ items, from }) => {
      const { error } = Records.safeParse({ [kind]: items });
      return (error?.issues ?? []).map(({ path, message }) => {
        const [, index, ...field] = path.map(String);
        return `  ${kind}[${from + Number(index)}]${field.map(name => `.${name}`).join('')}: ${fault(message)}`;
      });
    }),
  );
  if (problems.length === 0) return records;
  const more = problems.length > 20 ? `\n  and ${problems.length - 20} more` : '';
  throw new CommandFailed(
    `Records in ${file} cannot be used, so none were taken:\n${problems.slice(0, 20).join('\n')}${more}`,
  );
}

/** Records in parts that one call takes, in the order in which they lead to each other. */
export function batchesOf(records: Records): Records[] {
  return kinds.flatMap(kind => slices<unknown>(records[kind] ?? []).map(({ items }) => ({ [kind]: items })));
}

const kinds = ['accounts', 'orders', 'contacts'] as const;

function parse(file: string, text: string): Record<string, unknown[]> {
  const shape = `It must be a JSON object with lists: {"accounts": [...], "orders": [...], "contacts": [...]}.`;
  let value: unknown;
  try {
    // Windows' editors begin a file with a byte order mark.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new CommandFailed(`The file ${file} is no JSON. ${shape}`, { cause });
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isObject ? Object.entries(value as object) : [];
  const unknown = entries.filter(([name, list]) => !kinds.some(kind => kind === name) || !Array.isArray(list));
  if (!isObject || unknown.length > 0) throw new CommandFailed(`The file ${file} holds something else. ${shape}`);
  return Object.fromEntries(entries);
}

/** Codes of the core stay as they are. */
function fault(message: string): string {
  return message.endsWith('received undefined') ? 'is missing' : message;
}

function slices<T>(all: readonly T[]): { items: T[]; from: number }[] {
  return Array.from({ length: Math.ceil(all.length / batchSize) }, (_, index) => ({
    items: all.slice(index * batchSize, (index + 1) * batchSize),
    from: index * batchSize,
  }));
}
