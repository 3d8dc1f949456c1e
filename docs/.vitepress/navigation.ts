import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
// VitePress reads its configuration before any condition holds: by its name, the package would have to be built.
import { errorCodes } from '../../packages/core/src/errors.ts';

const site = resolve(import.meta.dirname, '..');

interface Item {
  text: string;
  link: string;
}

interface Group {
  text: string;
  items: (Item | (Group & { link?: string }))[];
  collapsed?: boolean;
}

export const nav: (Item & { activeMatch?: string })[] = [
  { text: 'Start', link: '/getting-started' },
  { text: 'Widgets', link: '/widgets/', activeMatch: '^/(widgets|theming)' },
  { text: 'Recipes', link: '/recipes/plain-html', activeMatch: '^/recipes/' },
  { text: 'Adapters', link: '/adapters/', activeMatch: '^/adapters/' },
  { text: 'Errors', link: '/errors/', activeMatch: '^/errors/' },
  { text: 'Server', link: '/server', activeMatch: '^/(server|settings|deploying|security|data-protection)' },
];

export const sidebar: Group[] = [
  { text: 'Start', items: [page('getting-started'), page('embedding')] },
  {
    text: 'Widgets',
    items: [page('widgets/index', 'Overview'), page('widgets/provider'), ...widgets(), page('theming')],
  },
  {
    text: 'Recipes',
    items: inOrder(pages('recipes'), [
      'plain-html',
      'bundler',
      'react',
      'records',
      'tokens',
      'write-back',
      'csp',
      'texts',
    ]),
  },
  { text: 'Adapters', items: [page('adapters/index', 'Overview'), ...pages('adapters')] },
  {
    text: 'Server',
    items: [
      page('server'),
      { text: 'Settings', link: '/settings/', collapsed: true, items: pages('settings') },
      page('deploying'),
      page('security'),
      page('data-protection'),
    ],
  },
  {
    text: 'Reference',
    items: [
      { text: 'Errors', link: '/errors/', collapsed: true, items: errorCodes.map(code => page(`errors/${code}`)) },
      page('versions'),
      page('sizes'),
      page('benchmarks'),
      page('contributing'),
    ],
  },
];

/** The named pages first, then the others. */
function inOrder(items: Item[], names: string[]): Item[] {
  const place = ({ link }: Item) => names.findIndex(name => link.endsWith(`/${name}`)) + 1 || names.length + 1;
  return items.toSorted((a, b) => place(a) - place(b));
}

/** The pages of a folder beside its index, by title. */
function pages(folder: string): Item[] {
  return readdirSync(resolve(site, folder))
    .filter(file => file.endsWith('.md') && file !== 'index.md')
    .map(file => page(`${folder}/${file.replace('.md', '')}`));
}

function widgets(): Item[] {
  return pages('widgets').filter(({ link }) => link !== '/widgets/provider');
}

/** A page by its title: the first heading. */
function page(path: string, name?: string): Item {
  const title = /^# (.*)$/m.exec(readFileSync(resolve(site, `${path}.md`), 'utf8'))?.[1] ?? path;
  return { text: name ?? title.replaceAll('`', ''), link: `/${path.replace(/index$/, '')}` };
}
