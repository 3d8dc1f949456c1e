import { html, type TemplateResult } from 'lit';

/** The first letter of a name, to tell rows apart by eye. */
export function monogram(name: string, shape: 'company' | 'person'): TemplateResult {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return html`<span class="monogram ${shape}" aria-hidden="true">${first?.segment.toLocaleUpperCase()}</span>`;
}
