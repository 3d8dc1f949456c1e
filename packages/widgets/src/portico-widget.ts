import { ContextConsumer } from '@lit/context';
import { initialState, Task, TaskStatus } from '@lit/task';
import type { BackendAdapter, OperationName, Settings } from '@portico/core';
import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { portalSettings } from './portal-settings.ts';
import type { PorticoHost } from './portico-host.ts';
import { attachContextRoot, porticoContext } from './provider/context.ts';
import { readOf } from './read-of.ts';
import { error, state as states } from './texts/en.ts';
import {
  type CommonTexts,
  errorCode,
  errorText,
  type TextOverrides,
  type Texts,
  withOverrides,
} from './texts/texts.ts';
import { button } from './ui/button.ts';
import { icons } from './ui/icons.ts';
import { message } from './ui/message.ts';
import { skeleton } from './ui/skeleton.ts';

/** What a widget shows, mirrored in its `data-state`. */
export type WidgetState = 'busy' | 'empty' | 'error' | 'no-permission' | 'ready';

/** How long something may be busy without a word, in milliseconds. */
const patience = 300;

/**
 * What every widget has: a backend, texts, and one way to show where a read stands.
 * @cssproperty --portico-color-text - Text.
 * @cssproperty --portico-color-muted - Secondary text and icons.
 * @cssproperty --portico-color-surface - The background of buttons, fields and dialogs.
 * @cssproperty --portico-color-hover - The background under the pointer, and of fields that cannot be changed.
 * @cssproperty --portico-color-line - Lines between rows.
 * @cssproperty --portico-color-edge - The edges of fields.
 * @cssproperty --portico-color-outline - The edges of buttons.
 * @cssproperty --portico-color-accent - The primary button, links and the focus.
 * @cssproperty --portico-color-on-accent - Text on the accent.
 * @cssproperty --portico-color-success - What is complete, and confirmations.
 * @cssproperty --portico-color-warning - What is pending, and warnings.
 * @cssproperty --portico-color-danger - Errors.
 * @cssproperty --portico-space - The step that every distance is a part or a multiple of.
 * @cssproperty --portico-radius - The radius of corners.
 * @cssproperty --portico-font-family - The font.
 * @cssproperty --portico-font-size - The size of text; headings and small print follow it.
 * @cssproperty --portico-line-height - The height of lines.
 * @cssproperty --portico-duration - How long a movement lasts.
 * @template T - The groups of the catalogue that it speaks.
 */
export abstract class PorticoWidget<T extends Partial<Texts> = Partial<Texts>>
  extends LitElement
  implements PorticoHost
{
  #context = new ContextConsumer(this, { context: porticoContext, subscribe: true });
  /** Where the read of the portal's settings stands. */
  protected readonly settingsTask = new Task(this, {
    args: () => [this.backend] as const,
    task: ([backend]): Promise<Settings> | typeof initialState => (backend ? portalSettings(backend) : initialState),
  });
  #overrides: TextOverrides | undefined;
  #texts: (CommonTexts & T) | undefined;

  /**
   * Whether what is busy says so: data that comes at once needs no skeleton before it. The place of the words is there
   * earlier, since assistive technology misses a status that arrives together with its text.
   */
  @state() protected isLate = false;

  /** The groups of the catalogue that this widget speaks, in English. */
  protected abstract readonly catalogue: T;

  /** The backend of this widget alone, in place of the provider's. */
  @property({ attribute: false }) adapter: BackendAdapter | undefined;

  /** The widget's own backend or the provider's; undefined until there is one. */
  get backend(): BackendAdapter | undefined {
    return this.adapter ?? this.#context.value?.adapter;
  }

  /** What the widget says, with what the host has replaced. */
  get texts(): CommonTexts & T {
    const overrides = this.#context.value?.texts;
    if (!this.#texts || overrides !== this.#overrides) {
      this.#texts = withOverrides({ error, state: states, ...this.catalogue }, overrides);
      this.#overrides = overrides;
    }
    return this.#texts;
  }

  /** What the portal's owner has configured; undefined until it is known. */
  get settings(): Settings | undefined {
    return readOf(this.settingsTask);
  }

  /** Into one element inside: the page's rules reach the host, and not this. */
  protected override createRenderRoot() {
    return super.createRenderRoot().appendChild(document.createElement('div'));
  }

  override connectedCallback() {
    attachContextRoot();
    super.connectedCallback();
    setTimeout(() => {
      this.isLate = true;
    }, patience);
  }

  /** A dialog that is moved would stay open without being modal. */
  override disconnectedCallback() {
    super.disconnectedCallback();
    this.renderRoot.querySelector('dialog')?.close();
  }

  /** Whether the backend has an operation, as far as is known, so that nothing flickers. */
  can(operation: OperationName): boolean {
    const { backend, settings } = this;
    return (backend?.supports.has(operation) ?? true) && (settings?.supports?.includes(operation) ?? true);
  }

  /**
   * Busy, error and no permission look the same everywhere; a value that is read again stays on show.
   * @param value - What to show, where that is not what the task has read last; null where there is nothing yet.
   */
  protected show<T>(
    task: Task<readonly unknown[], T>,
    ready: (value: T) => unknown,
    empty: (value: T) => unknown = () => undefined,
    value: T | null | undefined = readOf(task),
  ): unknown {
    const { status, error } = task;
    let told: unknown;
    let shown: unknown;
    if (status === TaskStatus.ERROR) told = this.#failure(error, () => this.again(task));
    else if (value == null) {
      this.state = 'busy';
      told = this.isLate ? skeleton(this.texts.state.busy) : nothing;
    } else {
      told = empty(value);
      this.state = told ? 'empty' : 'ready';
      shown = told ? nothing : ready(value);
    }
    return html`<div role="status" tabindex="-1">${told}</div>${shown}`;
  }

  /** Reads again. The button that was pressed for it may go. */
  protected again(task: Task) {
    this.keepFocus();
    task.run();
  }

  /** What has the focus goes away: it waits where the outcome is told. */
  protected keepFocus() {
    this.renderRoot.querySelector<HTMLElement>('[tabindex]')?.focus();
  }

  /** What a widget shows of something that the backend cannot do, where nobody would look for it. */
  protected absent() {
    this.state = 'empty';
    return nothing;
  }

  protected set state(state: WidgetState) {
    this.dataset.state = state;
  }

  #failure(error: unknown, retry: () => void) {
    const { state } = this.texts;
    if (errorCode(error) === 'forbidden') {
      this.state = 'no-permission';
      return message('plain', icons.lock, state.noPermission, state.noPermissionHint);
    }
    this.state = 'error';
    return message(
      'plain',
      icons.warning,
      state.error,
      html`${errorText(this.texts, error)}<div>${button(state.retry, retry)}</div>`,
    );
  }
}
