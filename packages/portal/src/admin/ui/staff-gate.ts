import { html, type TemplateResult } from 'lit';
import { type Card, card } from '../../ui/card.ts';
import type { Admin } from '../admin.ts';
import { en } from '../texts/en.ts';

/** The frame of every page that staff see before being signed in. */
export function staffGate({ name }: Admin, content: Omit<Card, 'brand' | 'help'>): TemplateResult {
  const help = html`${en.help} <a href="/portal/sign-in">${en.helpLink}</a>`;
  return card({ brand: name, help, ...content });
}
