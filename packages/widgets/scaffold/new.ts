import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { newWidget, refusalOf } from './new-widget.ts';

// The command `pnpm new widget NAME`. What it writes works at once; whoever has started it makes it their own.

const root = resolve(import.meta.dirname, '../../..');
const [kind, name = '', ...more] = process.argv.slice(2);
const isAsked = kind === 'widget' && name !== '' && more.length === 0;
const refusal = isAsked ? refusalOf(name, root) : 'Say what to make: pnpm new widget NAME, such as support-case.';

if (refusal) {
  console.error(refusal);
  process.exitCode = 1;
} else {
  const changes = newWidget(name, root);
  for (const [path, text] of changes) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const paths = [...changes.keys()];
  // A long name wraps a line, and the entry lists its exports by their paths.
  run('exec', 'biome', 'check', '--write', ...paths.filter(path => path.endsWith('.ts')));
  // What is made of the widgets.
  run('--filter', '@portico/react', 'generate');
  run('docs:sizes');
  const made = [`packages/react/src/components/${name}.ts`, 'packages/react/src/index.ts', 'docs/sizes.md'];
  console.log([...paths, ...made].join('\n'));
  console.log('\nIt lists people for a start. `pnpm test:browser` tests it, `npm run docs` shows it.');
}

function run(...command: string[]): void {
  const { status, stdout, stderr } = spawnSync('pnpm', command, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`pnpm ${command.join(' ')} has failed:\n${stdout}${stderr}`);
}
