import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** What a record page is about. */
export type RecordKind = 'account' | 'order' | 'contact';

/** The small pictures that tell kinds of records apart; their names stand beside them as text. */
export const icons: Record<RecordKind | 'search' | 'arrow' | 'chevron' | 'mark', Html> = {
  account: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M4 20V6l8-3v17M12 9l8 2v9M3 20h18M7 9h2M7 12.5h2M7 16h2M15 14h2M15 17h2" />
  </svg>`,
  order: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M6 3h12v18l-3-2-3 2-3-2-3 2zM9.5 8h5M9.5 12h5" />
  </svg>`,
  contact: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="12" cy="8.5" r="4" />
    <path d="M4.5 20c.6-4 3.6-6 7.5-6s6.9 2 7.5 6" />
  </svg>`,
  search: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5" />
  </svg>`,
  arrow: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12h13M13 6.5 18.5 12 13 17.5" /></svg>`,
  chevron: html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="m7 10 5 5 5-5" /></svg>`,
  mark: html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" />
    <path d="M8 25V14a8 8 0 0 1 16 0v11M13 25V15a3 3 0 0 1 6 0v10" />
  </svg>`,
};
