import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Puts beside the written modules what a page that loads them also needs: the themes, and a hash of each module. */
export function publishedFiles(themes: string): Plugin {
  return {
    name: 'portico-published-files',
    writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle);
      cpSync(themes, join(dir, 'themes'), {
        recursive: true,
        filter: path => path === themes || path.endsWith('.css'),
      });
      // The modules are for a page: TypeScript learns that they export nothing.
      for (const name of names) writeFileSync(join(dir, name.replace(/\.js$/, '.d.ts')), 'export {};\n');
      // Of what was written, since this is what a browser hashes: https://www.w3.org/TR/SRI/
      const hashes = names.map(name => [name, integrityOf(readFileSync(join(dir, name)))]);
      writeFileSync(join(dir, 'integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
    },
  };
}

function integrityOf(content: Buffer): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
