import { expect, waitUntil } from '@open-wc/testing';
import { createElement, StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { eventProps } from '../generator/component.ts';
import { PasswordReset, PorticoProvider } from './index.ts';
import { type Mounted, mount, recordComplaints } from './mounted.fixture.ts';
import { samplePortal, widgetPage, widgets } from './sample-page.fixture.ts';

const complaints = recordComplaints();
const isReady = (element: HTMLElement) => element.dataset.state === 'ready';

let page: Mounted | undefined;
afterEach(() => {
  page?.unmount();
  expect(complaints()).to.deep.equal([]);
});

for (const { element, props, scenes } of widgets) {
  const { tagName } = element;

  describe(tagName, () => {
    it('tells once what a person did in it', async () => {
      for (const [, play] of scenes) {
        const { adapter } = await samplePortal();
        const heard: Event[] = [];
        const reached: Event[] = [];
        const events = eventProps(element);
        const listeners = Object.fromEntries(events.map(({ prop }) => [prop, (event: Event) => heard.push(event)]));
        page = mount(widgetPage(adapter, element, { ...props, ...listeners }));
        for (const { name } of events) page.container.addEventListener(name, event => reached.push(event));
        const found = page.find(tagName);
        await waitUntil(() => isReady(found));
        await play(found);
        expect(heard).to.deep.equal(reached);
        page.unmount();
      }
    });

    it('leaves nothing behind, however often it comes and goes', async () => {
      const { adapter, listening } = await samplePortal();
      for (let i = 0; i < 3; i += 1) {
        page = mount(widgetPage(adapter, element, props));
        const found = page.find(tagName);
        await waitUntil(() => isReady(found));
        page.render(null);
        expect(page.container.childNodes).to.have.length(0);
        page.render(widgetPage(adapter, element, props));
        const again = page.find(tagName);
        await waitUntil(() => isReady(again));
        page.unmount();
        await waitUntil(() => listening.size === 0, 'nobody listens any more');
      }
    });

    it('works in markup of a server, about which React finds nothing to complain', async () => {
      const { adapter } = await samplePortal();
      const heard: Event[] = [];
      const events = eventProps(element);
      const listeners = Object.fromEntries(events.map(({ prop }) => [prop, (event: Event) => heard.push(event)]));
      const node = createElement(StrictMode, null, widgetPage(adapter, element, { ...props, ...listeners }));
      const container = document.body.appendChild(document.createElement('div'));
      container.innerHTML = renderToString(node);
      const found = container.querySelector<HTMLElement>(tagName);
      await waitUntil(() => found?.dataset.state === 'busy', 'it is there before React is');
      const recovered: unknown[] = [];
      const root = hydrateRoot(container, node, { onRecoverableError: error => recovered.push(error) });
      await waitUntil(() => found && isReady(found));
      expect(container.querySelector(tagName), 'React has kept it').to.equal(found);
      const sent = events.map(({ name }) => new CustomEvent(name, { detail: {} }));
      for (const event of sent) found?.dispatchEvent(event);
      expect(heard).to.deep.equal(sent);
      expect(recovered).to.deep.equal([]);
      flushSync(() => root.unmount());
      container.remove();
    });
  });
}

it('a page asks before, and does it by the ref after', async () => {
  const { adapter } = await samplePortal();
  const told: string[] = [];
  let isSure = false;
  page = mount(
    createElement(
      PorticoProvider,
      { adapter },
      createElement(PasswordReset, {
        contactId: '003A',
        onBeforePasswordReset: event => {
          told.push(event.type);
          if (!isSure) event.preventDefault();
        },
        onPasswordResetSent: event => told.push(`${event.type} ${event.detail.contactId}`),
      }),
    ),
  );
  const reset = page.find('portico-password-reset');
  const press = () => reset.shadowRoot?.querySelector('button')?.click();
  await waitUntil(() => isReady(reset));
  press();
  await waitUntil(() => told.length === 1 && isReady(reset));
  isSure = true;
  press();
  await waitUntil(() => told.length === 3);
  expect(told).to.deep.equal(['beforepasswordreset', 'beforepasswordreset', 'passwordresetsent 003A']);
});
