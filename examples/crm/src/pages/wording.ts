import { html } from 'hono/html';
import type { Contact, Order } from '../records.ts';
import { fullName } from '../records.ts';
import type { Html } from './layout.ts';

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A day as people write it. */
export function day(date: string): string {
  return dates.format(new Date(date));
}

/** An order's amount with its currency. */
export function amount({ amount, currency }: Order): string {
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount);
}

/** A person's name, set in the direction of its own script. */
export function personName(person: Contact): Html {
  return html`<bdi>${fullName(person)}</bdi>`;
}
