import { html, type TemplateResult } from 'lit';

/** A text with a person's name in it, kept apart from the text's own direction. */
export function named(text: string, name: string): TemplateResult {
  const [before = '', after = ''] = text.split('{name}');
  return html`${before}<bdi>${name}</bdi>${after}`;
}
