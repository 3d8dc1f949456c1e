import { expect } from '@open-wc/testing';
import { defineAdapter } from '@portico/core';
import { PorticoProvider } from '@portico/widgets/provider';
import { createElement, createRef } from 'react';
import { eventProps } from '../generator/component.ts';
import { settableProperties } from '../generator/manifest.ts';
import { componentOf, elements, type Mounted, mount, recordComplaints, sampleValue } from './mounted.fixture.ts';

const complaints = recordComplaints();
// Without a way to connect, a provider complains of its base-url.
PorticoProvider.connect = () => defineAdapter({});

it('there are components', () => {
  expect(elements.map(({ tagName }) => tagName)).to.include.members(['portico-dashboard-access', 'portico-provider']);
});

for (const element of elements) {
  const { tagName } = element;
  const component = componentOf(element);
  const properties = settableProperties(element);
  const events = eventProps(element);

  describe(tagName, () => {
    let page: Mounted | undefined;
    afterEach(() => {
      page?.unmount();
      expect(complaints()).to.deep.equal([]);
    });

    it('is given each prop, and loses it again', async () => {
      const sample = Object.fromEntries(properties.map(property => [property.name, sampleValue(property)]));
      page = mount(createElement(component, sample));
      const found = page.find(tagName);
      for (const { name, attribute } of properties) {
        expect(Reflect.get(found, name), name).to.equal(sample[name]);
        page.render(createElement(component, { ...sample, [name]: undefined }));
        await Reflect.get(found, 'updateComplete');
        expect(Reflect.get(found, name) || undefined, name).to.equal(undefined);
        expect(attribute && found.getAttribute(attribute), name).to.be.oneOf([undefined, null, '']);
        page.render(createElement(component, sample));
        await Reflect.get(found, 'updateComplete');
      }
    });

    it('tells each event once, to who listens now', () => {
      const listeners = () => {
        const heard: Event[] = [];
        const props = Object.fromEntries(events.map(({ prop }) => [prop, (event: Event) => heard.push(event)]));
        return { heard, props };
      };
      const [first, second] = [listeners(), listeners()];
      page = mount(createElement(component, first.props));
      const found = page.find(tagName);
      const dispatchAll = () => {
        const sent = events.map(({ name }) => new CustomEvent(name, { detail: {} }));
        for (const event of sent) found.dispatchEvent(event);
        return sent;
      };
      const toFirst = dispatchAll();
      page.render(createElement(component, second.props));
      const toSecond = dispatchAll();
      page.render(createElement(component));
      dispatchAll();
      page.render(createElement(component, second.props));
      page.unmount();
      dispatchAll();
      expect(first.heard).to.deep.equal(toFirst);
      expect(second.heard).to.deep.equal(toSecond);
    });

    it('is what its ref names while it is there', () => {
      const [before, after] = [createRef<HTMLElement>(), createRef<HTMLElement>()];
      page = mount(createElement(component, { ref: before }));
      const found = page.find(tagName);
      expect(before.current).to.equal(found);
      page.render(createElement(component, { ref: after }));
      expect([before.current, after.current]).to.deep.equal([null, found]);
      page.unmount();
      expect(after.current).to.equal(null);
    });
  });
}
