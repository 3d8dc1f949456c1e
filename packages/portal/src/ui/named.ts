import { html, type TemplateResult } from 'lit';

/** A text with a name in it, such as a person's, kept apart from the text's own direction. */
export function named(text: string, name: string | TemplateResult): TemplateResult {
  const [before = '', after = ''] = text.split('{name}');
  return html`${before}<bdi>${name}</bdi>${after}`;
}
