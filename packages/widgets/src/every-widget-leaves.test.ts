import { expect } from '@open-wc/testing';
import type { BackendAdapter } from '@portico/core';
import { examples, isSettled, place, without } from './every-widget.fixture.ts';
import { samplePortal } from './sample-portal.fixture.ts';

type Listening = [type: string, listener: unknown];

/** What is taken from the page until `stop`, as far as it has not been given back. */
function watchPage() {
  const listening = new Map<object, Listening>();
  const timers = new Map<number, number | undefined>();
  const { setTimeout, setInterval, clearTimeout, clearInterval } = window;
  const targets = [window, document, document.documentElement, document.body];
  for (const target of targets) {
    target.addEventListener = (type: string, listener: EventListener, options?: AddEventListenerOptions) => {
      const key = {};
      listening.set(key, [type, listener]);
      options?.signal?.addEventListener('abort', () => listening.delete(key));
      EventTarget.prototype.addEventListener.call(target, type, listener, options);
    };
    target.removeEventListener = (type: string, listener: EventListener, options?: EventListenerOptions) => {
      for (const [key, [itsType, itsListener]] of listening) {
        if (itsType === type && itsListener === listener) listening.delete(key);
      }
      EventTarget.prototype.removeEventListener.call(target, type, listener, options);
    };
  }
  window.setTimeout = ((work: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) => {
    const id: number = setTimeout(() => {
      timers.delete(id);
      work(...given);
    }, delay);
    timers.set(id, delay);
    return id;
  }) as typeof window.setTimeout;
  window.setInterval = ((work: TimerHandler, delay?: number, ...given: unknown[]) => {
    const id = setInterval(work, delay, ...given);
    timers.set(id, delay);
    return id;
  }) as typeof window.setInterval;
  const ending = (clear: (id?: number) => void) => (id?: number) => {
    timers.delete(id ?? 0);
    clear(id);
  };
  window.clearTimeout = ending(clearTimeout) as typeof window.clearTimeout;
  window.clearInterval = ending(clearInterval) as typeof window.clearInterval;
  return {
    listening: () => [...listening.values()].map(([type]) => type),
    timers: () => [...timers.values()],
    stop() {
      for (const target of targets) {
        Reflect.deleteProperty(target, 'addEventListener');
        Reflect.deleteProperty(target, 'removeEventListener');
      }
      Object.assign(window, { setTimeout, setInterval, clearTimeout, clearInterval });
    },
  };
}

/** The adapter as one that keeps its subscriptions until they are given back. */
function live(adapter: BackendAdapter) {
  const open = new Set<AbortSignal>();
  let count = 0;
  const subscribe: BackendAdapter['subscribe'] = (_query, _onEvent, { signal }) => {
    open.add(signal);
    count++;
    return new Promise(resolve =>
      signal.addEventListener('abort', () => {
        open.delete(signal);
        resolve();
      }),
    );
  };
  return { open, count: () => count, adapter: { ...adapter, subscribe } };
}

for (const example of examples) {
  const { tag, operations } = example;
  const scenes = [['at rest', async () => {}] as const, ...Object.entries(example.scenes)];

  describe(`${tag} leaves`, () => {
    let page: ReturnType<typeof watchPage> | undefined;
    afterEach(() => page?.stop());

    for (const [title, play] of scenes) {
      it(`and gives back what it had of the page and of its backend: ${title}`, async () => {
        const portal = await samplePortal();
        const { adapter, open, count } = live(portal.adapter);
        // The first one on a page leaves there what all of them share.
        (await place(example, { ...adapter })).parentElement?.parentElement?.remove();
        const before = count();
        for (const backend of [adapter, without(portal.adapter, 'events.stream')]) {
          page = watchPage();
          const element = await place(example, backend);
          // Without a timer of the test's own.
          while (!isSettled(element)) await new Promise(requestAnimationFrame);
          await play(element);
          element.closest('portico-provider')?.remove();
          const { listening, timers, stop } = page;
          stop();
          expect(open.size, 'subscriptions').to.equal(0);
          // What has nothing more to wait for ends by itself.
          for (let turn = 0; turn < 60 && timers().length > 0; turn++) await new Promise(requestAnimationFrame);
          expect(timers(), 'timers').to.deep.equal([]);
          expect(listening(), 'listeners').to.deep.equal([]);
        }
        if (operations.includes('events.stream')) expect(count()).to.be.greaterThan(before);
      });
    }
  });
}
