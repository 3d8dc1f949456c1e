import type { JSHandle, Page } from 'playwright-core';

/** What a page's global objects, storage and markup are at one moment; it stays in the page. */
export type PageRecord = JSHandle<Recorded>;

interface Recorded {
  objects: Map<string, Map<PropertyKey, PropertyDescriptor>>;
  facts: Record<string, unknown>;
}

/**
 * Every own property of `window`, of everything that is global with its prototypes, and of the document; and what the
 * page keeps and shows.
 */
export function takePageRecord(page: Page): Promise<PageRecord> {
  return page.evaluateHandle(async (): Promise<Recorded> => {
    const objects: Recorded['objects'] = new Map();
    const note = (name: string, object: unknown) => {
      if ((typeof object !== 'object' || object === null) && typeof object !== 'function') return;
      objects.set(name, new Map(Reflect.ownKeys(object).map(key => [key, describe(object, key)])));
    };
    const describe = (object: object, key: PropertyKey) => Object.getOwnPropertyDescriptor(object, key) ?? {};

    note('window', window);
    for (const name of Object.getOwnPropertyNames(window)) {
      const { value } = describe(window, name);
      if (value === window) continue;
      note(name, value);
      if (typeof value === 'function') note(`${name}.prototype`, value.prototype);
    }
    for (const name of [
      'document',
      'history',
      'location',
      'navigator',
      'customElements',
      'localStorage',
      'sessionStorage',
    ]) {
      note(name, Reflect.get(window, name));
    }
    note('html', document.documentElement);
    note('head', document.head);
    note('body', document.body);

    const tag = (element: Element) => (element.cloneNode() as Element).outerHTML;
    const facts = {
      title: document.title,
      address: location.href,
      history: history.length,
      state: JSON.stringify(history.state),
      html: tag(document.documentElement),
      body: tag(document.body),
      head: document.head.innerHTML,
      children: [...document.body.children].map(tag).join(),
      focus: document.activeElement?.id,
      styleSheets: document.styleSheets.length,
      rules: [...document.styleSheets].map(sheet => sheet.cssRules.length).join(),
      adoptedStyleSheets: document.adoptedStyleSheets.length,
      bodyStyle: [...getComputedStyle(document.body)]
        .map(name => `${name}: ${getComputedStyle(document.body).getPropertyValue(name)}`)
        .filter(line => !/^(height|block-size|perspective-origin|transform-origin)/.test(line))
        .join(';'),
      cookie: document.cookie,
      localStorage: JSON.stringify(localStorage),
      sessionStorage: JSON.stringify(sessionStorage),
      databases: JSON.stringify(await indexedDB.databases()),
      caches: JSON.stringify(await caches.keys()),
      serviceWorkers: (await navigator.serviceWorker.getRegistrations()).length,
    };
    return { objects, facts };
  });
}

/** What has been added, changed or removed since, one line each. */
export async function changesSince(page: Page, before: PageRecord): Promise<string[]> {
  const now = await takePageRecord(page);
  return page.evaluate(
    ([before, now]) => {
      const lines: string[] = [];
      const isSame = (a: PropertyDescriptor, b: PropertyDescriptor) =>
        (['value', 'get', 'set', 'writable', 'enumerable', 'configurable'] as const).every(key =>
          Object.is(a[key], b[key]),
        );
      for (const [name, properties] of now.objects) {
        const known = before.objects.get(name);
        // What is new as a whole is named once, as a property of `window`.
        if (!known) continue;
        for (const [key, descriptor] of properties) {
          const old = known.get(key);
          if (!old) lines.push(`added ${name}.${String(key)}`);
          else if (!isSame(old, descriptor)) lines.push(`changed ${name}.${String(key)}`);
        }
        for (const key of known.keys()) if (!properties.has(key)) lines.push(`removed ${name}.${String(key)}`);
      }
      for (const [name, fact] of Object.entries(now.facts)) {
        if (fact !== before.facts[name]) lines.push(`${name} was ${before.facts[name]} and is ${fact}`);
      }
      return lines;
    },
    [before, now] as const,
  );
}

/** The listeners on `window`, `document`, `<html>`, `<head>` and `<body>`, as in `document visibilitychange`. */
export interface PageListeners {
  /** Those that are there now, each kind once. */
  current(): Promise<string[]>;
}

/** Follows what is added and removed from now on: call it before the page is opened. */
export async function followListeners(page: Page): Promise<PageListeners> {
  await page.addInitScript(() => {
    const live: { name: string; target: unknown; type: string; callback: unknown }[] = [];
    Object.defineProperty(window, 'listenersOfThePage', { value: () => live.map(({ name }) => name) });
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    const nameOf = (target: unknown) => {
      if (target === undefined || target === null || target === window) return 'window';
      if (target === document) return 'document';
      const isRoot = target === document.documentElement || target === document.head || target === document.body;
      return isRoot ? (target as Element).localName : undefined;
    };
    const forget = (target: unknown, type: string, callback: unknown) => {
      const at = live.findIndex(one => one.target === target && one.type === type && one.callback === callback);
      if (at !== -1) live.splice(at, 1);
    };
    EventTarget.prototype.addEventListener = function (type, callback, options) {
      const name = nameOf(this);
      const target = this ?? window;
      const isKnown = live.some(one => one.target === target && one.type === type && one.callback === callback);
      if (name && callback && !isKnown) {
        live.push({ name: `${name} ${type}`, target, type, callback });
        const signal = typeof options === 'object' ? options.signal : undefined;
        if (signal) addEventListener.call(signal, 'abort', () => forget(target, type, callback));
      }
      addEventListener.call(target, type, callback, options);
    };
    EventTarget.prototype.removeEventListener = function (type, callback, options) {
      forget(this ?? window, type, callback);
      removeEventListener.call(this ?? window, type, callback, options);
    };
  });
  return {
    current: () =>
      page.evaluate(() => [...new Set((Reflect.get(window, 'listenersOfThePage') as () => string[])())].sort()),
  };
}
