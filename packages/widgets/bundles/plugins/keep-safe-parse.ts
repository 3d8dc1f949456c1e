import type { Plugin } from 'vite';
import { refuse } from './refuse.ts';
import { applyCuts, type Cut, visit } from './source-cuts.ts';

/** The ways to use a schema that nothing here takes: answers are read by `safeParse` alone. */
const unusedMethods = ['parse', 'parseAsync', 'safeParseAsync', 'brand', 'register', '~standard'];

/** Takes from every zod schema what only other ways to use it need. */
export function keepSafeParse(): Plugin {
  return {
    name: 'portico-keep-safe-parse',
    transform(code, id) {
      if (!/\/zod\/v4\/(core|mini)\/schemas\.js$/.test(id)) return undefined;
      const cuts: Cut[] = [];
      visit(this.parse(code), node => {
        const name = node.type === 'Property' && (node.key?.name ?? node.key?.value);
        if (!name || !unusedMethods.includes(name) || node.value?.type !== 'FunctionExpression') return;
        cuts.push({ start: node.start, end: code[node.end] === ',' ? node.end + 1 : node.end, text: '' });
      });
      return { code: applyCuts(code, cuts), map: null };
    },
    generateBundle: refuse(/safeParseAsync|~standard/, 'zod has its methods elsewhere now: keepSafeParse must follow'),
  };
}
