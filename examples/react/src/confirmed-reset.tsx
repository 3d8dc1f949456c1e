import {
  type BeforePasswordResetEvent,
  PasswordReset,
  type PasswordResetSentEvent,
  type RegistrationResentEvent,
} from '@portico/react';
import { type ComponentRef, type ReactElement, useRef } from 'react';
import type { Contact } from './contacts.ts';

interface Props {
  contact: Contact;
  onPasswordResetSent: (event: PasswordResetSentEvent) => void;
  onRegistrationResent: (event: RegistrationResentEvent) => void;
}

/** Password Reset, with a question of this page's own before a reset is sent. */
export function ConfirmedReset({ contact, ...listeners }: Props): ReactElement {
  const reset = useRef<ComponentRef<typeof PasswordReset>>(null);
  const question = useRef<HTMLDialogElement>(null);
  const isConfirmed = useRef(false);

  // The answer takes time, and an event does not wait: it is cancelled, and the button pressed again.
  function ask(event: BeforePasswordResetEvent) {
    if (isConfirmed.current) return;
    event.preventDefault();
    question.current?.showModal();
  }

  async function send() {
    isConfirmed.current = true;
    await reset.current?.press();
    isConfirmed.current = false;
  }

  return (
    <>
      <PasswordReset ref={reset} contactId={contact.id} onBeforePasswordReset={ask} {...listeners} />
      <dialog ref={question} aria-labelledby="question" closedby="any">
        <h2 id="question">Send {contact.name} a reset email?</h2>
        <p>The link goes to {contact.email}. The old password works until a new one is chosen.</p>
        <form method="dialog">
          <button type="submit">Cancel</button>
          <button type="submit" className="primary" onClick={send}>
            Send email
          </button>
        </form>
      </dialog>
    </>
  );
}
