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

/** Takes the indentation and the spaces out of stylesheets, and the indentation out of templates. */
export function compactTemplates(): Plugin {
  return {
    name: 'portico-compact-templates',
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
    generateBundle(_, bundle) {
      const notes = /\/\* ?@__(PURE|NO_SIDE_EFFECTS)__ ?\*\/ ?|\/\/ ?@__NO_SIDE_EFFECTS__\n/g;
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = file.code.replace(notes, ' ').replace(/\s*\n +/g, ' ');
      }
    },
  };
}

/** A page sends what its widgets made and reads what a server answers: only answers are parsed here. */
export function dropRequestSchemas(): Plugin {
  return {
    name: 'portico-drop-request-schemas',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/core\/src\/routes\/\w+\.ts$/.test(id)) return undefined;
      const answers = code
        .replace(/^ {4}query: [^\n]*,$/gm, '')
        .replace(/^ {4}body: [^\n]*,$/gm, '    body: {} as never,')
        .replace(/^ {4}(auth|permission): [^\n]*,$/gm, '')
        .replace(/^ {4}errors: \[[^\]]*\],$/gm, '');
      return { code: answers, map: null };
    },
  };
}
