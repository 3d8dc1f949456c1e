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

/**
 * Lit notes its version on `window` and gives `Symbol` a property for decorators that this bundle has none of. Without
 * both, the page's globals stay as they were.
 */
export function leaveGlobalsAlone(): Plugin {
  return {
    name: 'portico-leave-globals-alone',
    transform(code, id) {
      if (!/\/(reactive-element|lit-html|lit-element)\.js$/.test(id)) return undefined;
      const quiet = code
        .replace(/Symbol\.metadata\?\?=[^;]*;/, '')
        .replace(/const (\w)=this\[Symbol\.metadata\];if\(null!==\1\)\{[^}]*\}/, '')
        .replace(/,?\(\w\.\w+Versions\?\?=\[\]\)\.push\("[^"]*"\)/, '');
      return { code: quiet, map: null };
    },
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || !/Symbol\.metadata|litPropertyMetadata|Versions\?\?=/.test(file.code)) continue;
        throw new Error('Lit writes its globals in another way now: leaveGlobalsAlone must follow');
      }
    },
  };
}

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
      const cuts: Cut[] = [];
      visit(this.parse(code, { lang: 'ts' }), node => {
        const text = node.type === 'Property' ? serverOnly[node.key?.name ?? ''] : undefined;
        if (text === undefined) return;
        const end = code[node.end] === ',' ? node.end + 1 : node.end;
        cuts.push({ start: node.start, end, text });
      });
      return { code: applyCuts(code, cuts), map: null };
    },
  };
}

/** No call of the adapter watches how far an upload or a download is: what ky does for those who do goes away. */
export function dropProgress(): Plugin {
  return {
    name: 'portico-drop-progress',
    transform(code, id) {
      if (!id.endsWith('/ky/distribution/core/Ky.js')) return undefined;
      return { code: code.replaceAll(/\w+\.#options\.on(Up|Down)loadProgress/g, 'undefined'), map: null };
    },
  };
}

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
          compress: { passes: 6, keep_fargs: false, pure_getters: true, unsafe_arrows: true, unsafe_methods: true },
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
  key?: { name: string; value?: string };
  value?: { type: string };
  body?: Node[];
  decorators?: Node[];
}

interface Cut {
  start: number;
  end: number;
  text: string;
}

/** From the end on, so that the places before stay where they are. */
function applyCuts(code: string, cuts: Cut[]): string {
  const last = cuts.toSorted((a, b) => b.start - a.start);
  return last.reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), code);
}

function visit(value: unknown, found: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && 'start' in value) found(value as Node);
  for (const part of Object.values(value)) visit(part, found);
}
