import { html } from 'lit';
import type { Tone } from './message.ts';

/** A status in one word. */
export function badge(tone: Tone, text: string) {
  return html`<span class="badge ${tone}" part="badge ${tone}">${text}</span>`;
}
