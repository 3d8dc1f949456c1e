import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFolderName, isKebabCase, type WidgetName, widgetName } from './widget-name.ts';

const sources = 'packages/widgets/src';
const pages = 'docs/widgets';

/** What becomes of a repository's files, by their paths in it. */
export type Changes = Map<string, string>;

/** Why there can be no new widget of that name, as a sentence; undefined where there can. */
export function refusalOf(name: string, root: string): string | undefined {
  if (!isKebabCase(name)) {
    return `"${name}" cannot be a widget's name: write it in small letters with hyphens, such as support-case.`;
  }
  if (name.startsWith('portico-')) {
    return `Leave out "portico-": the tag of ${name.replace('portico-', '')} begins with it by itself.`;
  }
  if (!isFolderName(name)) return `"${name}" cannot be a folder everywhere: choose another name.`;
  const { className } = namesOf(name, root);
  const { exports }: { exports: object } = JSON.parse(read(root, 'packages/widgets/package.json'));
  const isTaken =
    existsSync(join(root, sources, name)) ||
    existsSync(join(root, pages, `${name}.md`)) ||
    new RegExp(`\\b${className}\\b`).test(read(root, `${sources}/index.ts`)) ||
    Object.hasOwn(exports, `./${name}`);
  return isTaken ? `"${name}" is taken: choose another name.` : undefined;
}

/** The files that a new widget has, and those that come to know of it. */
export function newWidget(name: string, root: string): Changes {
  const names = namesOf(name, root);
  const filled = (template: string) => fill(read(import.meta.dirname, template), names);
  const folder = readdirSync(join(import.meta.dirname, 'widget')).map((file): [string, string] => [
    `${sources}/${name}/${fill(file, names).replace(/\.txt$/, '')}`,
    filled(`widget/${file}`),
  ]);
  const line = `export { ${names.className} } from './${name}/${name}.ts';\n`;
  const row = `| [${names.title}](${name}.md) | seeing who has access to an account | \`account-id\` |\n`;
  return new Map([
    ...folder,
    [`${pages}/${name}.md`, filled('page.md.txt')],
    [`${sources}/index.ts`, read(root, `${sources}/index.ts`) + line],
    [`${sources}/texts/en.ts`, read(root, `${sources}/texts/en.ts`) + filled('texts.ts.txt')],
    // After the last row of the table.
    [`${pages}/index.md`, read(root, `${pages}/index.md`).replace(/^\| \[.*\n(?!\|)/m, last => last + row)],
  ]);
}

/** The templates are those of a widget called New Widget. */
function fill(template: string, { folder, className, title, group }: WidgetName): string {
  const forms: Record<string, string> = {
    'new-widget': folder,
    PorticoNewWidget: className,
    'New Widget': title,
    newWidget: group,
  };
  return template.replace(/new-widget|PorticoNewWidget|New Widget|newWidget/g, form => forms[form] ?? form);
}

function namesOf(name: string, root: string): WidgetName {
  return widgetName(name, read(import.meta.dirname, 'widget/new-widget.ts.txt') + read(root, `${sources}/texts/en.ts`));
}

function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}
