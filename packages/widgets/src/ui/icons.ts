import { html } from 'lit';

const icon = (path: string) => html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${path}></path></svg>`;

/** Drawn in the colour of the text around them. */
export const icons = {
  search: icon('M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Zm3.3 7.8 3.2 3.2'),
  close: icon('m4 4 8 8m0-8-8 8'),
  done: icon('M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM5.3 8.2l1.9 1.9 3.6-4'),
  info: icon('M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Zm0 5.6v3.8m0-6.2v.1'),
  warning: icon('M8 2.2 14.4 13.4H1.6L8 2.2Zm0 4.3v3.2m0 1.9v.1'),
  lock: icon('M3.5 7.2h9v6.3h-9V7.2Zm2-.2V5a2.5 2.5 0 0 1 5 0v2'),
  people: icon(
    'M6 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 6 8Zm-4.5 5.4c.3-2.2 2-3.4 4.5-3.4s4.2 1.2 4.5 3.4M10.6 3a2.5 2.5 0 0 1 0 4.8m1.7 2.6c1.3.5 2 1.5 2.2 3',
  ),
};
