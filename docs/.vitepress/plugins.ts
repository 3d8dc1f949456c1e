import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { UserConfig } from 'vitepress';
import { manifestFile } from '../../packages/widgets/manifest/read.ts';
import { sitePage } from './site-page.ts';

/** What VitePress hands on to its bundler. */
type Plugin = NonNullable<NonNullable<UserConfig['vite']>['plugins']>[number];

/** Pages as the site shows them. */
export function sitePages(): Plugin {
  return {
    name: 'portico-site-pages',
    enforce: 'pre',
    transform: (code, id) => (id.endsWith('.md') ? sitePage(code, id) : undefined),
    configureServer({ watcher }) {
      watcher.add(manifestFile);
    },
  };
}

/** MSW's browser half cannot be resolved for Node, where the pages are rendered and no example ever runs. */
export function browserOnly(): Plugin {
  return {
    name: 'portico-browser-only',
    enforce: 'pre',
    resolveId: (source, _importer, { ssr }) =>
      ssr && source === 'msw/browser' ? { id: source, external: true } : undefined,
  };
}

/** The worker that answers the examples' requests: MSW's own file, under the site's root. */
export function mockServiceWorker(): Plugin {
  const fileName = 'mockServiceWorker.js';
  const mocks = createRequire(import.meta.resolve('@portico/mocks/browser'));
  const source = readFileSync(mocks.resolve(`msw/${fileName}`), 'utf8');
  return {
    name: 'portico-mock-service-worker',
    configureServer({ middlewares }) {
      middlewares.use(`/${fileName}`, (_request, response) => {
        response.setHeader('content-type', 'text/javascript');
        response.end(source);
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source });
    },
  };
}
