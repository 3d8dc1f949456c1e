import type { ReactElement } from 'react';
import { account, type Contact } from './contacts.ts';

/** What the CRM itself knows of a contact. */
export function ContactDetails({ contact }: { contact: Contact }): ReactElement {
  const facts = {
    Email: <a href={`mailto:${contact.email}`}>{contact.email}</a>,
    Phone: contact.phone,
    Market: account.market,
    Owner: account.owner,
    Since: contact.since,
  };
  return (
    <section className="card" aria-labelledby="details">
      <h2 id="details">Details</h2>
      <dl>
        {Object.entries(facts).map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{fact}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
