import { portOverHttp } from '@portico/adapters/http';
import { apiPrefix, type ErrorCode, links, PorticoError, session, writeProblem } from '@portico/core';
import type { Portal, PortalApi } from './portal.ts';

/** What the stubbed server does on one operation, such as `POST /session`. */
type Answer = (body: Record<string, unknown>) => unknown;

/** For tests: the real API client in front of a stubbed network. Restore `fetch` with `restore`. */
export function stubServer(answers: Record<string, Answer>) {
  const original = window.fetch;
  const calls: { operation: string; body: Record<string, unknown> }[] = [];
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const operation = `${request.method} ${new URL(request.url).pathname.slice(apiPrefix.length)}`;
    const text = await request.text();
    const body = text ? JSON.parse(text) : {};
    calls.push({ operation, body });
    const answer = answers[operation] ?? refuse('unauthenticated');
    try {
      const value = await answer(body);
      return value instanceof Response ? value : Response.json(value);
    } catch (error) {
      if (!(error instanceof PorticoError)) throw error;
      const problem = writeProblem(error);
      const headers = error.retryAfter ? { 'retry-after': String(error.retryAfter) } : {};
      return Response.json(problem, { status: problem.status, headers });
    }
  };
  const api: PortalApi = portOverHttp({ session, links }, { baseUrl: location.origin, credentials: 'same-origin' });
  return {
    api,
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

/** A portal that notes where a page wants to go. */
export function stubPortal(api: PortalApi) {
  const went: { page: string; notice?: string | undefined }[] = [];
  const told: string[] = [];
  const portal: Portal = {
    api,
    name: 'Acme Portal',
    typedEmail: '',
    start() {},
    remember() {},
    go: (page, { visit } = {}) => {
      went.push({ page, notice: visit?.notice });
    },
    tellOthers: change => {
      told.push(change);
    },
  };
  return { portal, went, told };
}

/** The portal's own styles, without which contrast and layout mean nothing. */
export async function loadStyles(): Promise<void> {
  const sheets = ['tokens', 'page', 'form', 'home'].map(name => {
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
