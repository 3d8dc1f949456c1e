import { type EmailProblem, emailProblem } from '@portico/core';
import { html, nothing, type TemplateResult } from 'lit';

interface EmailField {
  label: string;
  value: string;
  error?: string | undefined;
  /** The address stands there to be read, and for the password manager to keep. */
  readOnly?: boolean;
  /** There is no password to it: the browser offers the person's own addresses, not those of saved passwords. */
  isAlone?: boolean;
}

export function emailField({ label, value, error, readOnly = false, isAlone = false }: EmailField): TemplateResult {
  return html`
    <div class="field">
      <label for="email">${label}</label>
      <input
        id="email"
        name="email"
        type=${readOnly ? 'text' : 'email'}
        dir="auto"
        autocomplete=${isAlone ? 'email' : 'username'}
        autocapitalize="none"
        spellcheck="false"
        maxlength="254"
        ?readonly=${readOnly}
        .value=${value}
        aria-required=${readOnly ? 'false' : 'true'}
        aria-invalid=${error ? 'true' : 'false'}
        aria-describedby=${error ? 'email-error' : nothing}
      />
      ${error ? html`<p class="field-error" id="email-error">${error}</p>` : nothing}
    </div>
  `;
}

/** What was typed into the field of a form, and in words what is wrong with it; empty where nothing is. */
export function readEmail(
  form: HTMLFormElement,
  problems: Record<EmailProblem, string>,
): { email: string; error: string } {
  const email = String(new FormData(form).get('email')).trim();
  const problem = emailProblem(email);
  return { email, error: problem ? problems[problem] : '' };
}
