import { dirname, relative, resolve } from 'node:path';
import { expandApiTables } from './api-tables.ts';

const site = resolve(import.meta.dirname, '..');

/** A page as the site shows it. As it is written it reads on a code host, where other files of the repository are near. */
export function sitePage(page: string, file: string): string {
  return expandApiTables(withoutLinksOut(page, file));
}

/** A file beside the site is named, and not linked. */
function withoutLinksOut(page: string, file: string): string {
  return page.replace(/\[([^\]]+)\]\((\.\.?\/[^)\s]+)\)/g, (link, text: string, target: string) =>
    relative(site, resolve(dirname(file), target)).startsWith('..') ? text : link,
  );
}
