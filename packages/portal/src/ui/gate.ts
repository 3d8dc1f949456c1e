import type { TemplateResult } from 'lit';
import type { Portal } from '../portal.ts';
import { en } from '../texts/en.ts';
import { type Card, card } from './card.ts';

/** The frame of every page that a client sees before being signed in. */
export function gate({ name }: Portal, content: Omit<Card, 'brand' | 'help'>): TemplateResult {
  return card({ brand: name, help: en.help, ...content });
}
