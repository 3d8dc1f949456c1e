import { apiPrefix, type ErrorCode, PorticoError, writeProblem } from '@portico/core';

/** What the stubbed server does on one operation, such as `POST /session`. */
export type Answer = (body: Record<string, unknown>, address: URL) => unknown;

/** For tests: answers instead of the network, until `restore`; what has no answer is refused as unauthenticated. */
export function stubNetwork(answers: Record<string, Answer>) {
  const original = window.fetch;
  const calls: { operation: string; body: Record<string, unknown> }[] = [];
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const address = new URL(request.url);
    const operation = `${request.method} ${address.pathname.slice(apiPrefix.length)}`;
    const text = await request.text();
    const body = text ? JSON.parse(text) : {};
    calls.push({ operation, body });
    const answer = answers[operation] ?? refuse('unauthenticated');
    try {
      const value = await answer(body, address);
      return value instanceof Response ? value : Response.json(value);
    } catch (error) {
      if (!(error instanceof PorticoError)) throw error;
      const problem = writeProblem(error);
      const headers = error.retryAfter ? { 'retry-after': String(error.retryAfter) } : {};
      return Response.json(problem, { status: problem.status, headers });
    }
  };
  return {
    answers,
    calls,
    called: (operation: string) => calls.filter(call => call.operation === operation).length,
    restore() {
      window.fetch = original;
    },
  };
}

/** An answer that is an error; `network` is none at all. */
export function refuse(
  code: ErrorCode,
  details: { retryAfter?: number; fields?: Record<string, string> } = {},
): Answer {
  return () => {
    throw code === 'network' ? new TypeError('failed to fetch') : new PorticoError(code, details);
  };
}

/** The styles of the client's pages or of those for staff, without which contrast and layout mean nothing. */
export async function loadStyles(pages: 'home' | 'admin'): Promise<void> {
  const sheets = ['tokens', 'page', 'form', 'bar', pages].map(name => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = new URL(`./styles/${name}.css`, import.meta.url).href;
    const isLoaded = new Promise(resolve => link.addEventListener('load', resolve));
    document.head.append(link);
    return isLoaded;
  });
  await Promise.all(sheets);
}

/** An answer that waits until it is released. */
export function held<T>(value: T) {
  let release = () => {};
  const promise = new Promise<T>(resolve => {
    release = () => resolve(value);
  });
  return { answer: () => promise, release: () => release() };
}
