import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatedSources } from './sources.ts';

// Writes the components; one whose widget is gone goes too.

const src = resolve(import.meta.dirname, '../src');
const sources = generatedSources();
rmSync(join(src, 'components'), { recursive: true, force: true });
mkdirSync(join(src, 'components'));
for (const [path, source] of sources) writeFileSync(join(src, path), source);
