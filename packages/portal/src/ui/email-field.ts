import { html, nothing, type TemplateResult } from 'lit';

interface EmailField {
  label: string;
  value: string;
  error?: string | undefined;
  /** The address stands there to be read, and for the password manager to keep. */
  readOnly?: boolean;
}

export function emailField({ label, value, error, readOnly = false }: EmailField): TemplateResult {
  return html`
    <div class="field">
      <label for="email">${label}</label>
      <input
        id="email"
        name="email"
        type=${readOnly ? 'text' : 'email'}
        dir="auto"
        autocomplete="username"
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
