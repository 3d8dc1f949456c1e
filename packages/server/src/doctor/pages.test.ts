import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertFound } from './finding.fixture.ts';
import { examinePages } from './pages.ts';

test('pages that are not built are told of, with the command that builds them', () => {
  const here = fileURLToPath(import.meta.url);
  assertFound(examinePages([here, here]), 'fine', /are built/);
  assertFound(examinePages([here, `${here}.none`]), 'mend', /not built: \S+\.none is missing/, /pnpm build/);
  assertFound(examinePages(['nowhere/a', 'nowhere/b']), 'mend', /nowhere\/a, nowhere\/b are missing/, /pnpm build/);
});
