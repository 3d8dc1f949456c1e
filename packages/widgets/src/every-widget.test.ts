import { expect, waitUntil } from '@open-wc/testing';
import { backendRoutes, listRoutes, type OperationName, PorticoError } from '@portico/core';
import { fieldContrasts, textContrasts } from './contrast.fixture.ts';
import {
  answeringWithout,
  examples,
  listenTo,
  place,
  pressAll,
  settled,
  throwing,
  useTheme,
  without,
} from './every-widget.fixture.ts';
import { PorticoWidget } from './portico-widget.ts';
import { held, samplePortal } from './sample-portal.fixture.ts';

/** Whether an operation changes something: it must not even be tried where it is not there. A preflight only asks. */
const isWrite = (operation: OperationName) =>
  operation !== 'access.preflight' &&
  listRoutes(backendRoutes).some(
    ({ group, name, route }) => `${group}.${name}` === operation && route.method !== 'GET',
  );

it('there are widgets', () => {
  expect(examples.map(({ tag }) => tag)).to.include('portico-dashboard-access');
});

for (const example of examples) {
  const { tag, operations } = example;
  const scenes = Object.entries(example.scenes);

  describe(tag, () => {
    afterEach(() => useTheme('plain'));

    for (const theme of ['light', 'dark'] as const) {
      for (const dir of ['ltr', 'rtl'] as const) {
        it(`is accessible in every state and scene, ${theme}, ${dir}`, async function () {
          this.timeout(60_000);
          const portal = await samplePortal();
          const hold = held();
          for (const operation of operations) portal.holds.set(operation, hold.promise);
          const waiting = await place(example, portal.adapter, { theme, dir });
          await expect(waiting).to.be.accessible();
          hold.release();
          await settled(waiting);
          await expect(waiting).to.be.accessible();
          for (const [, play] of scenes) {
            const element = await place(example, (await samplePortal()).adapter, { theme, dir });
            await settled(element);
            await play(element);
            await settled(element);
            await expect(element).to.be.accessible();
            element.remove();
          }
          for (const code of ['network', 'forbidden'] as const) {
            for (const operation of operations) portal.failures.set(operation, new PorticoError(code));
            const element = await place(example, { ...portal.adapter }, { theme, dir });
            await settled(element);
            await expect(element).to.be.accessible();
            await scenes[0]?.[1](element);
            await settled(element);
            await expect(element).to.be.accessible();
          }
        });
      }
    }

    for (const [name, leastContrast] of [
      ['plain', 4.5],
      ['slds', 4.5],
      ['high-contrast', 7],
    ] as const) {
      for (const theme of ['light', 'dark'] as const) {
        it(`can be read in every scene, ${name}, ${theme}`, async function () {
          this.timeout(60_000);
          await useTheme(name);
          for (const [title, play] of [['at rest', async () => {}] as const, ...scenes]) {
            const element = await place(example, (await samplePortal()).adapter, { theme });
            await settled(element);
            await play(element);
            await settled(element);
            const texts = textContrasts(element);
            const weak = [
              ...texts.filter(({ ratio }) => ratio < leastContrast),
              ...fieldContrasts(element).filter(({ ratio }) => ratio < 3),
            ];
            expect(weak, title).to.deep.equal([]);
            expect(texts, title).not.to.have.length(0);
            if (name !== 'plain') await expect(element).to.be.accessible();
            element.remove();
          }
        });
      }
    }

    for (const operation of operations) {
      it(`hides or explains what it cannot do without ${operation}`, async function () {
        this.timeout(60_000);
        let calls = 0;
        for (const [title, play] of [['at rest', async () => {}] as const, ...scenes]) {
          for (const lacking of [
            without((await samplePortal()).adapter, operation),
            answeringWithout((await samplePortal()).adapter, operation, () => calls++),
          ]) {
            const element = await place(example, lacking);
            await waitUntil(() => element instanceof PorticoWidget && element.settings);
            await settled(element);
            await play(element);
            await settled(element);
            expect(element.shadowRoot?.textContent, title).not.to.contain('Try again');
            await pressAll(element);
            expect(element.dataset.state, title).not.to.equal('error');
            element.remove();
          }
        }
        if (isWrite(operation)) expect(calls).to.equal(0);
      });
    }

    it('shows the error and the way on where the adapter throws, and the page hears nothing of it', async () => {
      const element = await place(example, throwing((await samplePortal()).adapter));
      await settled(element);
      if (element.dataset.state !== 'error') await scenes[0]?.[1](element);
      await waitUntil(() => element.dataset.state === 'error', `${tag} shows its error`);
      const words = element.shadowRoot?.textContent;
      expect(words).to.contain('Something went wrong on the server. Try again.');
      const buttons = [...(element.shadowRoot?.querySelectorAll('button') ?? [])];
      expect(buttons.some(button => button.textContent.trim() === 'Try again')).to.equal(true);
    });

    it('may be moved or taken away in the middle of anything', async function () {
      this.timeout(60_000);
      for (const [, play] of scenes) {
        const element = await place(example, (await samplePortal()).adapter);
        const home = element.parentElement;
        await settled(element);
        const playing = play(element);
        element.remove();
        await new Promise(resolve => setTimeout(resolve, 50));
        home?.append(element);
        expect(element.shadowRoot?.querySelector('dialog[open]:not(:modal)')).to.equal(null);
        await playing;
        await settled(element);
        await play(element);
        await settled(element);
        expect(element.dataset.state).not.to.equal('error');
        home?.append(element);
        expect(element.shadowRoot?.querySelector('dialog[open]:not(:modal)')).to.equal(null);
        element.remove();
      }
    });

    it('tells the page nothing that no person has done', async () => {
      const portal = await samplePortal();
      const element = await place(example, portal.adapter);
      const events = listenTo(element);
      await settled(element);
      const contact = { email: 'bea@example.com', firstName: 'Bea', lastName: 'Bright' };
      await portal.own.access.grant({ accountId: '001A', contact });
      portal.backend.register('alan@example.com');
      await new Promise(resolve => setTimeout(resolve, 250));
      await settled(element);
      expect(events).to.deep.equal([]);
    });

    it('tells in plain JSON, without addresses, what was done, and asks before', async () => {
      const told = new Set<string>();
      for (const [, play] of scenes) {
        const element = await place(example, (await samplePortal()).adapter);
        const events = listenTo(element);
        await settled(element);
        await play(element);
        await settled(element);
        for (const { type, detail, bubbles, composed, cancelable } of events) {
          told.add(type);
          const text = JSON.stringify(detail);
          expect(JSON.parse(text), type).to.deep.equal(detail);
          expect(text, type).not.to.match(/@|token|https?:/);
          expect([bubbles, composed, cancelable], type).to.deep.equal([true, true, type.startsWith('before')]);
        }
        element.remove();
      }
      expect([...told].sort()).to.deep.equal([...example.events].sort());
    });
  });
}
