import { minify } from 'terser';
import type { Plugin } from 'vite';

/**
 * zod keeps its configuration and its registry on the global object, shared with any other zod of the page. The bundled
 * copy gets an object of its own in that place, already told to build no code at run time, which a strict CSP forbids.
 */
export function isolateZod(): Plugin {
  const realm = 'const realm = { __zod_globalConfig: { jitless: true } };';
  return {
    name: 'portico-isolate-zod',
    transform(code, id) {
      if (!/\/zod\/v4\/core\/(core|registries)\.js$/.test(id)) return undefined;
      return { code: `${realm}\n${code.replaceAll('globalThis', 'realm')}`, map: null };
    },
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || !/globalThis\W+__zod/.test(file.code)) continue;
        throw new Error('zod keeps its globals elsewhere now: isolateZod must follow');
      }
    },
  };
}

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
      const cuts: { start: number; end: number; text: string }[] = [];
      visit(this.parse(code, { lang: 'ts' }), node => {
        if (node.type !== 'Property' || !(node.key?.name in serverOnly)) return;
        const end = code[node.end] === ',' ? node.end + 1 : node.end;
        cuts.push({ start: node.start, end, text: serverOnly[node.key.name] ?? '' });
      });
      const cut = cuts.sort((a, b) => b.start - a.start);
      return {
        code: cut.reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), code),
        map: null,
      };
    },
  };
}

/** Takes the spaces out of stylesheets before they are part of the code. */
export function compactStyles(): Plugin {
  return {
    name: 'portico-compact-styles',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/widgets\/src\/.*\.ts$/.test(id)) return undefined;
      const compact = code.replace(/\bcss`[^`]*`/g, css =>
        css
          .replace(/\s+/g, ' ')
          .replace(/ ?([{};,>`]) ?/g, '$1')
          .replace(/: /g, ':')
          .replace(/;}/g, '}'),
      );
      return { code: compact, map: null };
    },
  };
}

/** Once more by terser, which sees what the bundler's own minifier leaves; then line breaks are only those of templates. */
export function minifyAgain(): Plugin {
  return {
    name: 'portico-minify-again',
    async generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const { code = '' } = await minify(file.code, {
          module: true,
          ecma: 2020,
          compress: { passes: 3, pure_getters: true, unsafe_arrows: true, unsafe_methods: true },
        });
        file.code = code.replace(/\s*\n\s*/g, ' ');
      }
    },
  };
}

interface Node {
  type: string;
  start: number;
  end: number;
  key?: { name: string };
}

function visit(value: unknown, found: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && 'start' in value) found(value as Node);
  for (const part of Object.values(value)) visit(part, found);
}
