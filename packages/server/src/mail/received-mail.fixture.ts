/** A mail as it arrived. */
export interface ReceivedMail {
  /** Header lines by their name in lower case, unfolded and decoded. */
  headers: Map<string, string[]>;
  html: string;
  text: string;
  envelope: { from: string; to: string[] };
  isSecure: boolean;
}

/** Reads a message of two parts, as a mail program does. */
export function readMessage(message: string): Pick<ReceivedMail, 'headers' | 'html' | 'text'> {
  const { headers, body } = partOf(message);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type')?.[0] ?? '')?.[1];
  const parts = (boundary === undefined ? [] : body.split(`--${boundary}`)).map(part => partOf(part.trimStart()));
  const content = (type: string) => {
    const part = parts.find(({ headers }) => headers.get('content-type')?.[0]?.startsWith(type));
    const encoding = part?.headers.get('content-transfer-encoding')?.[0] ?? '7bit';
    return decode(part?.body ?? '', encoding).replaceAll('\r\n', '\n');
  };
  return { headers, html: content('text/html'), text: content('text/plain') };
}

function partOf(text: string) {
  const end = text.indexOf('\r\n\r\n');
  const headers = new Map<string, string[]>();
  for (const line of text
    .slice(0, end)
    .replaceAll(/\r\n(?=[ \t])/g, '')
    .split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+): ?(.*)$/.exec(line) ?? [];
    headers.set(name.toLowerCase(), [...(headers.get(name.toLowerCase()) ?? []), decodeWords(value)]);
  }
  return { headers, body: text.slice(end + 4) };
}

/** Encoded words stand for other characters; the space between two of them stands for nothing. */
function decodeWords(value: string): string {
  return value
    .replaceAll(/(\?=)\s+(=\?)/g, '$1$2')
    .replaceAll(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, encoding: string, word: string) =>
      encoding.toUpperCase() === 'B' ? decode(word, 'base64') : decode(word.replaceAll('_', '=20'), 'quoted-printable'),
    );
}

function decode(text: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString();
  if (encoding !== 'quoted-printable') return text;
  const bytes = text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([\dA-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
