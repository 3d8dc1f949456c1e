import { elementsOf, type PublishedElement, tokensOf } from '../../packages/widgets/manifest/elements.ts';
import { readManifest } from '../../packages/widgets/manifest/read.ts';

/**
 * Puts the tables of an element in the place of `<!-- api TAG -->`, and what all widgets follow in that of
 * `<!-- tokens -->`; a page without them is not changed.
 */
export function expandApiTables(page: string): string {
  return page
    .replace(/^<!-- api ([\w-]+) -->$/gm, (_, tag: string) => apiTables(elementApi(tag)))
    .replace(/^<!-- tokens -->$/gm, () => tokens({ cssProperties: tokensOf(readManifest()) }).join('\n\n'));
}

function elementApi(tag: string): PublishedElement {
  const found = elementsOf(readManifest()).find(({ tagName }) => tagName === tag);
  if (!found) throw new Error(`The manifest has no <${tag}>.`);
  return found;
}

/** What an element can be told and what it tells, as Markdown: so that it is searched and linked like the rest of a page. */
function apiTables(api: PublishedElement): string {
  return [...properties(api), ...methods(api), ...events(api), ...slots(api), ...parts(api), ...tokens(api)].join(
    '\n\n',
  );
}

function properties({ members = [], attributes = [] }: PublishedElement): string[] {
  const own = members.filter(member => member.kind === 'field').filter(field => !field.static);
  const attributeOf = new Map(attributes.map(({ name, fieldName }) => [fieldName, name]));
  const row = (field: (typeof own)[number]) => {
    const attribute = attributeOf.get(field.name);
    const notes = [field.readonly ? 'Read only.' : '', field.description ?? ''].filter(Boolean).join(' ');
    return [
      attribute ? code(attribute) : '–',
      code(field.name),
      typeOf(field.type?.text),
      field.default ? code(field.default) : '–',
      notes,
    ];
  };
  const sorted = own.toSorted((a, b) => Number(attributeOf.has(b.name)) - Number(attributeOf.has(a.name)));
  return section('Attributes and properties', ['Attribute', 'Property', 'Type', 'Default', 'Meaning'], sorted.map(row));
}

function methods({ members = [] }: PublishedElement): string[] {
  const own = members.filter(member => member.kind === 'method').filter(method => !method.static);
  const rows = own.map(({ name, parameters = [], return: result, description = '' }) => [
    code(`${name}(${parameters.map(parameter => parameter.name).join(', ')})`),
    typeOf(result?.type?.text),
    description,
  ]);
  return section('Methods', ['Method', 'Returns', 'What it does'], rows);
}

function events({ events: told = [] }: PublishedElement): string[] {
  const rows = told.map(({ name, type, description = '' }) => [code(name), typeOf(type?.text), description]);
  return section('Events', ['Event', 'Type', 'When'], rows);
}

function slots({ slots: open = [] }: PublishedElement): string[] {
  const rows = open.map(({ name, description = '' }) => [name ? code(name) : '(default)', description]);
  return section('Slots', ['Slot', 'What goes in'], rows);
}

function parts({ cssParts = [] }: PublishedElement): string[] {
  const rows = cssParts.map(({ name, description = '' }) => [code(`::part(${name})`), description]);
  return section('Parts', ['Part', 'What it is'], rows);
}

function tokens({ cssProperties = [] }: Pick<PublishedElement, 'cssProperties'>): string[] {
  const rows = cssProperties.map(({ name, description = '', default: standard = '' }) => [
    code(name),
    description,
    code(standard),
  ]);
  return section('Tokens', ['Custom property', 'What it sets', 'Default'], rows);
}

function section(title: string, heads: string[], rows: string[][]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const table = [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
  // Where the columns have no room beside each other, each cell shows its column's name.
  const names = heads.map((head, i) => `--head-${i + 1}: '${head}'`).join('; ');
  return [`## ${title}`, `<div class="api-table" style="${names}">`, table, '</div>'];
}

function typeOf(text: string | undefined): string {
  return text ? code(text.replace(' | undefined', '')) : '–';
}

/** A bar would end the cell, whatever stands around it. */
function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}
