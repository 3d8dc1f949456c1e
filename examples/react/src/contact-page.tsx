import { DashboardAccess, PorticoProvider } from '@portico/react';
import { type ReactElement, useState } from 'react';
import { ConfirmedReset } from './confirmed-reset.tsx';
import { ContactDetails } from './contact-details.tsx';
import { type Activity, account, contacts, history, initials } from './contacts.ts';
import { adapter } from './portico.ts';

/** The page of a contact, in a CRM that has no part in who may sign in where. */
export function ContactPage(): ReactElement {
  const [contact, setContact] = useState(contacts[0]);
  const [activities, setActivities] = useState<Record<string, Activity[]>>({});

  /** Events name contacts by their ids, and tell nothing else about them. */
  function note(contactId: string, what: string) {
    const when = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(new Date());
    setActivities(before => ({ ...before, [contactId]: [{ what, when }, ...(before[contactId] ?? [])] }));
  }

  return (
    <PorticoProvider adapter={adapter}>
      <header className="bar">
        <strong>Fernhill</strong>
        <span className="avatar" title={account.owner}>
          {initials(account.owner)}
        </span>
      </header>
      <div className="page">
        <nav aria-label={`Contacts of ${account.name}`}>
          <h2>{account.name}</h2>
          <ul>
            {contacts.map(one => (
              <li key={one.id}>
                <button
                  type="button"
                  aria-current={one === contact ? 'page' : undefined}
                  onClick={() => setContact(one)}
                >
                  {one.name}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <main>
          <header className="contact">
            <span className="avatar" aria-hidden="true">
              {initials(contact.name)}
            </span>
            <div>
              <h1>{contact.name}</h1>
              <p>
                {contact.jobTitle}, {account.name}
              </p>
            </div>
            <ConfirmedReset
              contact={contact}
              onPasswordResetSent={({ detail }) => note(detail.contactId, 'Password reset email sent')}
              onRegistrationResent={({ detail }) => note(detail.contactId, 'Registration email sent again')}
            />
          </header>
          <section className="card wide" aria-labelledby="access">
            <h2 id="access">Dashboard access</h2>
            <DashboardAccess contactId={contact.id} />
          </section>
          <ContactDetails contact={contact} />
          <section className="card" aria-labelledby="activity">
            <h2 id="activity">Activity</h2>
            <ol className="activity">
              {[...(activities[contact.id] ?? []), ...history].map(({ what, when }, i, all) => (
                <li key={all.length - i}>
                  <span>{what}</span> <small>{when}</small>
                </li>
              ))}
            </ol>
          </section>
        </main>
      </div>
    </PorticoProvider>
  );
}
