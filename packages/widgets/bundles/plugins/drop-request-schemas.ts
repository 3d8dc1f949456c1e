import type { Plugin } from 'vite';
import { refuse } from './refuse.ts';
import { applyCuts, type Cut, visit } from './source-cuts.ts';

/** What a route says to servers alone, and what stands in its place: that there is a body a client has to know. */
const serverOnly: Record<string, string> = {
  auth: '',
  permission: '',
  errors: '',
  query: '',
  body: 'body: {} as never,',
};

/** A page sends what its widgets made and reads what a server answers: of the route table, only answers are parsed here. */
export function dropRequestSchemas(): Plugin {
  return {
    name: 'portico-drop-request-schemas',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/core\/src\/routes\/\w+\.ts$/.test(id)) return undefined;
      const cuts: Cut[] = [];
      visit(this.parse(code, { lang: 'ts' }), node => {
        const text = node.type === 'Property' ? serverOnly[node.key?.name ?? ''] : undefined;
        if (text === undefined) return;
        const end = code[node.end] === ',' ? node.end + 1 : node.end;
        cuts.push({ start: node.start, end, text });
      });
      return { code: applyCuts(code, cuts), map: null };
    },
    generateBundle: refuse(
      /permission:\W\w+:\w+/,
      'routes are written in another way now: dropRequestSchemas must follow',
    ),
  };
}
