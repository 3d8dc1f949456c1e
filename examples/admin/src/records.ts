/** A client company in one market: what Portico calls an account. */
export interface Customer {
  id: string;
  name: string;
  market: string;
  industry: string;
  city: string;
  phone: string;
  active: boolean;
  /** `YYYY-MM-DD`; null where it does not end. */
  membershipEnd: string | null;
}

/** A person of a customer. */
export interface Contact {
  id: string;
  accountId: string;
  firstName: string;
  lastName: string;
  email: string | null;
  phone: string | null;
  jobTitle: string | null;
}

/** Where the panel's records come from. The demo hands it those of its CRM. */
export interface Records {
  customers(): Customer[];
  contacts(): Contact[];
  /** By any id, also one that Portico gave to a person whom a widget has just created. */
  findContact(id: string): Promise<Contact | undefined>;
}

/** A person's name as pages show it. */
export function fullName({ firstName, lastName }: Contact): string {
  return `${firstName} ${lastName}`;
}
