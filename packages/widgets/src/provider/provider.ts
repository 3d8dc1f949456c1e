import { ContextProvider } from '@lit/context';
import { type BackendAdapter, PorticoError } from '@portico/core';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { TextOverrides } from '../texts/texts.ts';
import { attachContextRoot, porticoContext } from './context.ts';

/** Why a token is asked for: none is there yet, or the last one was refused. */
export type TokenReason = 'initial' | 'expired';

/** What a composition root is given to build an adapter from. */
export interface ConnectOptions {
  baseUrl: string;
  getAccessToken: (reason: TokenReason) => Promise<string>;
}

/**
 * @summary Gives the widgets inside it their backend and their texts.
 * @slot - The widgets, with anything between.
 */
export class PorticoProvider extends LitElement {
  static override styles = css`
    :host { display: contents; }
    :host([theme='light']) { color-scheme: light; }
    :host([theme='dark']) { color-scheme: dark; }
  `;

  /** Builds the adapter from `base-url` and the token; set once by the entry that chose an adapter. */
  static connect: ((options: ConnectOptions) => BackendAdapter) | undefined;

  #context = new ContextProvider(this, { context: porticoContext });

  /** The origin of the Portico server. */
  @property({ attribute: 'base-url' }) baseUrl: string | undefined;

  /** Where the host's backend answers a POST with `{ token, expiresAt }`. */
  @property({ attribute: 'token-url' }) tokenUrl: string | undefined;

  /** Gets a token in place of `token-url`. */
  @property({ attribute: false }) getAccessToken: ((reason: TokenReason) => Promise<string> | string) | undefined;

  /** The backend itself, in place of `base-url` and a token. */
  @property({ attribute: false }) adapter: BackendAdapter | undefined;

  /** Single texts in place of the catalogue's. */
  @property({ attribute: false }) texts: TextOverrides | undefined;

  /** `light` or `dark`; where absent, the page's own `color-scheme` counts. */
  @property({ reflect: true }) theme: 'light' | 'dark' | undefined;

  #connected: BackendAdapter | undefined;

  override connectedCallback() {
    attachContextRoot();
    super.connectedCallback();
  }

  override willUpdate(changed: PropertyValues<this>) {
    const { connect } = this.constructor as typeof PorticoProvider;
    const { baseUrl } = this;
    if (changed.has('baseUrl')) this.#connected = undefined;
    if (connect && baseUrl != null && (this.tokenUrl || this.getAccessToken)) {
      this.#connected ??= connect({ baseUrl, getAccessToken: reason => this.#token(reason) });
    }
    if (!connect && baseUrl != null && !this.adapter) {
      console.error('portico-provider: base-url needs PorticoProvider.connect; see docs/recipes/bundler.md');
    }
    this.#context.setValue({ adapter: this.adapter ?? this.#connected, texts: this.texts });
  }

  override render() {
    return html`<slot></slot>`;
  }

  /** Asked at call time, so that a property set later counts without a new connection. */
  async #token(reason: TokenReason): Promise<string> {
    if (this.getAccessToken) return this.getAccessToken(reason);
    const response = await fetch(this.tokenUrl ?? '', { method: 'POST' }).catch((cause: unknown) => {
      throw new PorticoError('network', { cause });
    });
    // What leads elsewhere leads to a sign-in page.
    if (response.redirected) throw new PorticoError('unauthenticated');
    if (!response.ok)
      throw new PorticoError(codeOf(response.status), { message: `${this.tokenUrl}: HTTP ${response.status}` });
    const { token } = (await response.json().catch(() => ({}))) as { token?: unknown };
    if (typeof token !== 'string') throw new PorticoError('bad-answer');
    return token;
  }
}

/** A refusal is about the person; anything else about the host's endpoint, and may pass. */
function codeOf(status: number) {
  return status === 401 ? 'unauthenticated' : status === 403 ? 'forbidden' : 'unavailable';
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-provider': PorticoProvider;
  }
}
