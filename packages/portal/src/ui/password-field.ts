import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { passwordStrength, shortestPassword } from '../new-password.ts';
import { en } from '../texts/en.ts';
import { eye, eyeOff } from './icons.ts';

/** A password's label, input, button to show it, hint and error; in light DOM, a plain part of its form. */
export class PasswordField extends LitElement {
  /** A password is chosen here, so it is measured; otherwise it is known already. */
  @property({ type: Boolean }) isNew = false;

  @property() error = '';

  @state() private typed = '';

  @state() private isShown = false;

  /** Hidden again before it is sent: browsers offer to save it only then. */
  hide(): void {
    this.isShown = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #onInput(event: InputEvent): void {
    if (event.target instanceof HTMLInputElement) this.typed = event.target.value;
  }

  protected override render(): TemplateResult {
    const describedBy = [this.error && 'password-error', this.isNew && 'password-rule'].filter(Boolean).join(' ');
    return html`
      <div class="field">
        <label for="password">${this.isNew ? en.password.newLabel : en.password.label}</label>
        <div class="input-group">
          <input
            id="password"
            name="password"
            type=${this.isShown ? 'text' : 'password'}
            autocomplete=${this.isNew ? 'new-password' : 'current-password'}
            minlength=${ifDefined(this.isNew ? shortestPassword : undefined)}
            autocapitalize="none"
            spellcheck="false"
            aria-required="true"
            aria-invalid=${this.error ? 'true' : 'false'}
            aria-describedby=${describedBy || nothing}
            @input=${this.#onInput}
          />
          <button
            class="icon-button"
            type="button"
            aria-label=${en.password.show}
            aria-pressed=${this.isShown ? 'true' : 'false'}
            aria-controls="password"
            @click=${() => {
              this.isShown = !this.isShown;
            }}
          >
            ${this.isShown ? eyeOff : eye}
          </button>
        </div>
        ${this.error ? html`<p class="field-error" id="password-error">${this.error}</p>` : nothing}
        ${this.isNew ? this.#strength() : nothing}
      </div>
    `;
  }

  #strength(): TemplateResult {
    const strength = passwordStrength(this.typed);
    const missing = shortestPassword - this.typed.length;
    return html`
      <div class="meter" data-strength=${strength} aria-hidden="true"><span></span><span></span><span></span></div>
      <div class="strength">
        <p id="password-rule">${en.password.rule}</p>
        <p aria-hidden="true">
          ${strength === 'short' ? en.password.missingCharacters(missing) : en.password.strength[strength]}
        </p>
      </div>
      <p class="spoken" role="status">${en.password.strength[strength]}</p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portal-password-field': PasswordField;
  }
}

customElements.define('portal-password-field', PasswordField);
