import { gzipSync } from 'node:zlib';
import { build, type Plugin, type Rolldown } from 'vite';
import type { Entry } from './entries.ts';

/** What a module weighs: what is loaded at once, and each piece that is loaded when it is needed. Bytes of gzip. */
export interface Weight {
  first: number;
  later: number[];
  total: number;
}

/** Bundles an entry as the record page is bundled, and weighs what would be served. */
export async function measure({ code }: Pick<Entry, 'code'>): Promise<Weight> {
  const chunks = await bundle(code);
  const isFirst = loadedAtOnce(chunks);
  const sizes = (isWanted: boolean) =>
    chunks.filter(({ fileName }) => isFirst.has(fileName) === isWanted).map(({ code }) => sizeOf(code));
  const first = sum(sizes(true));
  const later = sizes(false).sort((a, b) => b - a);
  return { first, later, total: first + sum(later) };
}

/** Bundles code whose imports are found from this folder; more than one chunk where some of it is loaded later. */
export async function bundle(code: string): Promise<Rolldown.OutputChunk[]> {
  // Where it is anything else, such as what reading the examples sets it to, Lit's development build is bundled.
  process.env.NODE_ENV = 'production';
  const built = await build({
    configFile: `${import.meta.dirname}/../vite.config.ts`,
    plugins: [virtualEntry(code)],
    build: {
      write: false,
      lib: { entry: virtual, fileName: '[name]' },
      rolldownOptions: { output: { codeSplitting: true } },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[];
  return outputs.flatMap(({ output }) => output).filter(file => file.type === 'chunk');
}

const virtual = `${import.meta.dirname}/entry.js`;

function virtualEntry(code: string): Plugin {
  return {
    name: 'portico-virtual-entry',
    enforce: 'pre',
    resolveId: id => (id === virtual ? id : undefined),
    load: id => (id === virtual ? code : undefined),
  };
}

function loadedAtOnce(chunks: Rolldown.OutputChunk[]): Set<string> {
  const names = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  for (const name of names) {
    for (const imported of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) names.add(imported);
  }
  return names;
}

function sizeOf(code: string): number {
  return gzipSync(code, { level: 9 }).length;
}

function sum(sizes: number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
