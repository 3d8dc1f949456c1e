import './define.ts';
import '../provider/define.ts';
import { fixture, html, waitUntil } from '@open-wc/testing';
import type { BackendAdapter } from '@portico/core';
import type { PorticoCreateUser } from './create-user.ts';

/** The dialog, opened on an account's page. */
export async function opened(portal: { adapter: BackendAdapter }, theme = 'light') {
  const provider = await fixture<HTMLElement>(html`<portico-provider theme=${theme} .adapter=${portal.adapter}>
    <portico-create-user account-id="001A" order-id=""></portico-create-user></portico-provider>`);
  const element = provider.querySelector('portico-create-user') as PorticoCreateUser;
  await element.updateComplete;
  await element.open();
  return form(element);
}

/** What a person sees and does in the dialog. */
export function form(element: PorticoCreateUser) {
  const one = <T extends HTMLElement = HTMLElement>(selector: string) =>
    element.shadowRoot?.querySelector<T>(selector) as T;
  const type = (id: string, value: string) => {
    one<HTMLInputElement>(`#${id}`).value = value;
    one(`#${id}`).dispatchEvent(new Event('input', { bubbles: true }));
  };
  return {
    element,
    one,
    type,
    value: (id: string) => one<HTMLInputElement>(`#${id}`).value,
    fill: (values: Record<string, string>) => {
      for (const [id, value] of Object.entries(values)) type(id, value);
    },
    submit: () => one('button[type=submit]').click(),
    says: (text: string, selector = 'dialog') =>
      waitUntil(() => one(selector)?.textContent.includes(text), `${selector} says ${text}`),
  };
}

/** A person nobody knows yet. */
export const bea = { email: 'bea@example.com', firstName: 'Bea', lastName: 'Bright' };
