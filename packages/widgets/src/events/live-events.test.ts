import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { defineAdapter, type EventListener, type PorticoEvent } from '@portico/core';
import { PorticoWidget } from '../portico-widget.ts';
import { changed, LiveEvents } from './live-events.ts';

class PorticoFollower extends PorticoWidget {
  protected override catalogue = {};
  reads = 0;
  reading: Promise<void> = Promise.resolve();
  events = new LiveEvents(
    this,
    event => event.type !== 'mail.sent',
    () => {
      this.reads += 1;
      return this.reading;
    },
  );
}
customElements.define('portico-follower', PorticoFollower);

const event = (type: PorticoEvent['type']): PorticoEvent => ({
  id: '1-1',
  type,
  at: '2026-01-01T00:00:00.000Z',
  accountIds: ['001A'],
  contactId: null,
});
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

async function follower() {
  let tell: EventListener = () => {};
  let end = () => {};
  const adapter = defineAdapter({
    subscribe: (_query, onEvent) => {
      tell = onEvent;
      return new Promise((_, reject) => {
        end = () => reject(new Error('ended'));
      });
    },
  });
  const element = await fixture<PorticoFollower>(html`<portico-follower .adapter=${adapter}></portico-follower>`);
  return { element, adapter, tell: (told: Parameters<EventListener>[0]) => tell(told), end: () => end() };
}

describe('LiveEvents', () => {
  it('reads once for a burst of events, and not for what does not matter', async () => {
    const { element, tell } = await follower();
    tell(event('mail.sent'));
    await pause(200);
    expect(element.reads).to.equal(0);
    for (let i = 0; i < 20; i++) tell(event('access.granted'));
    await waitUntil(() => element.reads === 1);
    await pause(200);
    expect(element.reads).to.equal(1);
  });

  it('lets a slow read finish under a steady flow of events, and reads once more after it', async () => {
    const { element, tell } = await follower();
    let finish = () => {};
    element.reading = new Promise(resolve => {
      finish = resolve;
    });
    tell({ type: 'resync' });
    await waitUntil(() => element.reads === 1);
    tell({ type: 'resync' });
    await pause(400);
    expect(element.reads).to.equal(1);
    element.reading = Promise.resolve();
    finish();
    await waitUntil(() => element.reads === 2);
  });

  it('reads no more once it has left the page', async () => {
    const { element, tell } = await follower();
    tell({ type: 'resync' });
    element.remove();
    await pause(250);
    expect(element.reads).to.equal(0);
  });

  it('asks now and then where there are no events, and at once after a write of the page’s own', async () => {
    const original = window.setInterval;
    const polls: (() => void)[] = [];
    window.setInterval = ((poll: () => void) => polls.push(poll)) as unknown as typeof window.setInterval;
    const { element, adapter, end } = await follower();
    changed(adapter);
    await pause(250);
    expect(element.reads).to.equal(0);
    end();
    await waitUntil(() => polls.length === 1);
    window.setInterval = original;
    polls[0]?.();
    await waitUntil(() => element.reads === 1);
    changed(adapter);
    await waitUntil(() => element.reads === 2);
  });
});
