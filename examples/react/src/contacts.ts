/** A person, as this page's own CRM knows them. */
export interface Contact {
  id: string;
  name: string;
  email: string;
  phone: string;
  jobTitle: string;
  since: string;
}

/** Something that happened with a contact. */
export interface Activity {
  what: string;
  when: string;
}

export const account = { name: 'Northwind Health', market: 'United Kingdom', owner: 'Grace Hopper' };

// The ids are those of the sample portal.
export const contacts: readonly [Contact, ...Contact[]] = [
  contact('003A', 'Ada Lovelace', '0101', 'Head of Analysis', 'March 2024'),
  contact('003T', 'Alan Turing', '0102', 'Systems Lead', 'June 2025'),
  contact('003D', 'Dora Day', '0103', 'Operations', 'January 2023'),
  contact('003K', 'Katherine Johnson', '0104', 'Finance', 'September 2025'),
];

/** What had happened before this page was opened. */
export const history: readonly Activity[] = [
  { what: 'Grace called about the rollout', when: '4 March' },
  { what: 'Contract renewed for a year', when: '11 February' },
];

/** The first letters of somebody's names. */
export function initials(name: string): string {
  return name.replace(/(\w)\w*\s*/g, '$1');
}

function contact(id: string, name: string, line: string, jobTitle: string, since: string): Contact {
  const [firstName = ''] = name.split(' ');
  return { id, name, email: `${firstName.toLowerCase()}@example.com`, phone: `+44 20 7946 ${line}`, jobTitle, since };
}
