import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

// A compiler leaves what it once wrote. What was made of a source that is gone must not be published.

const root = resolve(import.meta.dirname, '../../..');
for (const map of globSync('packages/*/dist/**/*.map', { cwd: root }).map(file => join(root, file))) {
  const { sources }: { sources: string[] } = JSON.parse(readFileSync(map, 'utf8'));
  if (sources.every(source => existsSync(join(dirname(map), source)))) continue;
  rmSync(map);
  rmSync(map.replace(/\.map$/, ''), { force: true });
}
