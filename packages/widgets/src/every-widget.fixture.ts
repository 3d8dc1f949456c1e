import { fixture, html, waitUntil } from '@open-wc/testing';
import { type BackendAdapter, type OperationName, PorticoError } from '@portico/core';
import './provider/define.ts';
import type { WidgetExample } from './widget-example.fixture.ts';

const names: string[] = await (await fetch('/__widgets.json')).json();

/** Every widget there is, registered. */
export const examples: WidgetExample[] = await Promise.all(
  names.map(async name => {
    await import(`./${name}/define.ts`);
    return (await import(`./${name}/${name}.example.ts`)).example;
  }),
);

interface Surroundings {
  theme?: 'light' | 'dark';
  dir?: 'ltr' | 'rtl';
}

/** The widget in a provider on a page of its own. */
export async function place(
  { tag, attributes }: WidgetExample,
  adapter: BackendAdapter,
  { theme = 'light', dir = 'ltr' }: Surroundings = {},
): Promise<HTMLElement> {
  const provider = await fixture<HTMLElement>(
    html`<portico-provider dir=${dir} theme=${theme} .adapter=${adapter}><div></div></portico-provider>`,
  );
  const box = provider.firstElementChild as HTMLElement;
  box.style.background = 'var(--portico-color-surface, light-dark(#fff, #181c24))';
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  box.append(element);
  return element;
}

/** Puts one of the published themes over the page, in place of the last; `plain` is none. */
export async function useTheme(name: string): Promise<void> {
  const sheet = new CSSStyleSheet();
  if (name !== 'plain')
    await sheet.replace(await (await fetch(new URL(`./themes/${name}.css`, import.meta.url))).text());
  document.adoptedStyleSheets = [sheet];
}

/** What a widget tells or asks the page, whatever it is called, from now on. */
export function listenTo(element: HTMLElement): CustomEvent[] {
  const events: CustomEvent[] = [];
  const dispatch = element.dispatchEvent.bind(element);
  element.dispatchEvent = event => {
    if (event instanceof CustomEvent) events.push(event);
    return dispatch(event);
  };
  return events;
}

/** Presses every button there is, one after the other, that is still there and not blocked. */
export async function pressAll(element: HTMLElement): Promise<void> {
  for (const button of element.shadowRoot?.querySelectorAll('button') ?? []) {
    if (!button.checkVisibility() || button.ariaDisabled) continue;
    button.click();
    await settled(element);
  }
}

/** Waits until nothing is under way. */
export function settled(element: HTMLElement): Promise<void> {
  return waitUntil(() => isSettled(element), `${element.localName} has settled`, { timeout: 5000 });
}

export function isSettled({ dataset, shadowRoot }: HTMLElement): boolean {
  return dataset.state !== undefined && dataset.state !== 'busy' && !shadowRoot?.querySelector('.spinner');
}

/** The adapter as one that lacks an operation: nothing is there to call, as in a page's own adapter. */
export function without(adapter: BackendAdapter, operation: OperationName): BackendAdapter {
  const [group = '', name = ''] = operation.split('.');
  const { [name]: _, ...others } = adapter[group as keyof BackendAdapter] as unknown as Record<string, unknown>;
  const supports = new Set([...adapter.supports].filter(other => other !== operation));
  const lacking: Record<string, unknown> = { ...adapter, [group]: others, supports };
  if (operation === 'events.stream') delete lacking.subscribe;
  return lacking as unknown as BackendAdapter;
}

/** The adapter as one whose other end lacks an operation, and says so in its settings; `onCall` hears of a call of it. */
export function answeringWithout(
  adapter: BackendAdapter,
  operation: OperationName,
  onCall: () => void,
): BackendAdapter {
  const [group = '', name = ''] = operation.split('.');
  const refuse = async () => {
    onCall();
    throw new PorticoError('unsupported');
  };
  const supports = [...adapter.supports].filter(other => other !== operation);
  const settings = { get: async () => ({ ...(await adapter.settings.get({})), supports }) };
  const answering: Record<string, unknown> = { ...adapter, settings };
  answering[group] = { ...(answering[group] as object), [name]: refuse };
  if (operation === 'events.stream') answering.subscribe = refuse;
  return answering as unknown as BackendAdapter;
}

/** An adapter of which every call throws, before it is even a promise. */
export function throwing(adapter: BackendAdapter): BackendAdapter {
  const fail = () => {
    throw new TypeError('broken');
  };
  const groups = Object.entries(adapter).map(([group, methods]) => [
    group,
    group === 'supports'
      ? methods
      : group === 'subscribe'
        ? fail
        : Object.fromEntries(Object.keys(methods as object).map(name => [name, fail])),
  ]);
  return Object.fromEntries(groups) as BackendAdapter;
}
