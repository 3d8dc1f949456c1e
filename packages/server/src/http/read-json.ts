import { PorticoError } from '@portico/core';

/** Deeper than any body of the route table; beyond it lie only attempts to exhaust a parser. */
const maxDepth = 32;

/**
 * The JSON body of a request, of at most `limit` bytes. Those of a chunked body, which announces no length, are counted
 * while they come.
 */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw invalid('the body must be application/json');
  const bytes = await readBytes(request, limit).catch(cause => {
    // Whoever sends it has hung up, or sends chunks that are none.
    throw cause instanceof PorticoError ? cause : invalid('the body did not arrive as a whole', cause);
  });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalid('the body is not UTF-8', cause);
  }
  if (isDeeper(text, maxDepth)) throw invalid(`the body is nested deeper than ${maxDepth} levels`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid('the body is not JSON', cause);
  }
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const announced = request.headers.get('content-length');
  if (Number(announced ?? 0) > limit) throw tooLarge(limit);
  if (announced !== null) {
    // No more than this comes over HTTP, and all at once it is read in a fraction of the time.
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.byteLength > limit) throw tooLarge(limit);
    return bytes;
  }
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop by the throw cancels the stream: the rest is not read.
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Counts brackets outside strings, before a parser sees them. */
function isDeeper(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') {
      if (++depth > limit) return true;
    } else if (char === '}' || char === ']') depth--;
  }
  return false;
}

function invalid(message: string, cause?: unknown): PorticoError {
  return new PorticoError('invalid-request', { message, cause });
}

function tooLarge(limit: number): PorticoError {
  return new PorticoError('too-large', { message: `the body is larger than ${limit} bytes` });
}
