import type { Customer } from './records.ts';

/** What staff can change on a customer's page. */
type Details = Pick<Customer, 'phone' | 'city'>;

export interface Note {
  text: string;
  writtenAt: Date;
}

/** What the panel keeps of its own about customers. It is forgotten when the process ends. */
export interface CustomerFile {
  notes(customerId: string): readonly Note[];
  addNote(customerId: string, text: string): void;
  /** The customer with what was changed here. */
  current(customer: Customer): Customer;
  change(customerId: string, details: Details): void;
}

export function createCustomerFile(): CustomerFile {
  const notes = new Map<string, Note[]>();
  const changes = new Map<string, Details>();
  return {
    notes: id => notes.get(id) ?? [],
    addNote: (id, text) => notes.set(id, [{ text, writtenAt: new Date() }, ...(notes.get(id) ?? [])]),
    current: customer => ({ ...customer, ...changes.get(customer.id) }),
    change: (id, details) => changes.set(id, details),
  };
}
