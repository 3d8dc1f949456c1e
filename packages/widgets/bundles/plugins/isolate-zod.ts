import type { Plugin } from 'vite';
import { refuse } from './refuse.ts';

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
    generateBundle: refuse(/globalThis\W+__zod/, 'zod keeps its globals elsewhere now: isolateZod must follow'),
  };
}
