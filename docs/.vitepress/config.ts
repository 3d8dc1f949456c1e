import { resolve } from 'node:path';
import { defineConfig } from 'vitepress';
import { anchorOf } from './anchor.ts';
import { nav, sidebar } from './navigation.ts';
import { browserOnly, mockServiceWorker, sitePages } from './plugins.ts';
import { sitePage } from './site-page.ts';

/** Where the site stands on its host, such as `/portico/`. */
const base = process.env.DOCS_BASE ?? '/';
const root = resolve(import.meta.dirname, '../..');

export default defineConfig({
  title: 'Portico',
  description: 'Web components and a server that give a client’s people a login to a portal.',
  lang: 'en-GB',
  base,
  cleanUrls: true,
  head: [['link', { rel: 'icon', href: `${base}logo.svg`, type: 'image/svg+xml' }]],
  cacheDir: resolve(import.meta.dirname, '../node_modules/.cache/vitepress'),
  srcExclude: ['node_modules/**'],
  // Servers that a reader starts.
  ignoreDeadLinks: [/^https?:\/\/(localhost|127\.0\.0\.1)/],
  themeConfig: {
    logo: { light: '/logo.svg', dark: '/logo-dark.svg', alt: '' },
    nav,
    sidebar,
    outline: { level: [2, 3] },
    search: {
      provider: 'local',
      options: { _render: (page, env, md) => md.render(sitePage(page, env.path), env) },
    },
  },
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    anchor: { slugify: anchorOf },
  },
  vue: { template: { compilerOptions: { isCustomElement: tag => tag.startsWith('portico-') } } },
  vite: {
    // Widgets are read as they are written, so that an example shows what stands in the sources.
    resolve: { conditions: ['source'] },
    server: { fs: { allow: [root] } },
    build: {
      target: 'es2022',
      chunkSizeWarningLimit: 1000,
      rollupOptions: { onwarn: (warning, warn) => isOurs(warning) && warn(warning) },
    },
    plugins: [sitePages(), browserOnly(), mockServiceWorker()],
  },
});

/** A dependency annotates more than the bundler reads, which is nobody's mistake here. */
function isOurs({ code }: { code?: string | undefined }): boolean {
  return code !== 'INVALID_ANNOTATION';
}
