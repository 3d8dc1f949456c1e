import type { Plugin } from 'vite';
import { applyCuts, type Cut, visit } from './source-cuts.ts';

/**
 * Turns `@property()` and `@state()` into Lit's static `properties`, which say the same without the decorators' code.
 * The two forms are equal: https://lit.dev/docs/components/properties/#declaring-properties-in-a-static-properties-field
 */
export function staticProperties(): Plugin {
  return {
    name: 'portico-static-properties',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/widgets\/src\/.*\.ts$/.test(id)) return undefined;
      const cuts: Cut[] = [];
      visit(this.parse(code, { lang: 'ts' }), node => {
        if (node.type !== 'ClassBody') return;
        const declared = (node.body ?? []).flatMap(member => {
          const [decorator] = member.decorators ?? [];
          if (!decorator || !member.key) return [];
          cuts.push({ start: decorator.start, end: decorator.end, text: '' });
          const call = code.slice(decorator.start, decorator.end);
          const options = /^@(\w+)\((.*)\)$/s.exec(call)?.[2] || '{}';
          return `${member.key.name}: ${call.startsWith('@state') ? '{ state: true }' : options}`;
        });
        const start = node.start + 1;
        if (declared.length > 0)
          cuts.push({ start, end: start, text: `static properties = { ${declared.join(', ')} };` });
      });
      return { code: applyCuts(code, cuts), map: null };
    },
  };
}
