/** A piece of HTML with what it is, for its colour. */
export interface Piece {
  kind: 'tag' | 'attribute' | 'value' | 'text';
  text: string;
}

/** Cuts plain markup into pieces: tags, attributes and values, and what is between. */
export function piecesOf(markup: string): Piece[] {
  const pattern = /(<\/?[\w-]+|\/?>)|([\w-]+)(?==")|("[^"]*")|([^<>"=\s]+|[=\s]+)/g;
  return [...markup.matchAll(pattern)].map(([text, tag, attribute, value]) => ({
    kind: tag ? 'tag' : attribute ? 'attribute' : value ? 'value' : 'text',
    text,
  }));
}

/** A start tag, its attributes on lines of their own where one line would be too long. */
export function startTag(tag: string, attributes: Readonly<Record<string, string>>, indent = ''): string {
  const own = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
  const line = `${indent}<${[tag, ...own].join(' ')}>`;
  if (line.length <= 72 || own.length < 2) return line;
  return [`${indent}<${tag}`, ...own.map(text => `${indent}  ${text}`), `${indent}>`].join('\n');
}
