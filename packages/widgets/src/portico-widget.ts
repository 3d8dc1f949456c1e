import { ContextConsumer } from '@lit/context';
import { type Task, TaskStatus } from '@lit/task';
import type { BackendAdapter, OperationName } from '@portico/core';
import { html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { attachContextRoot, porticoContext } from './provider/context.ts';
import { en } from './texts/en.ts';
import { errorCode, errorText, type TextOverrides, type Texts, withOverrides } from './texts/texts.ts';
import { button } from './ui/button.ts';
import { icons } from './ui/icons.ts';
import { message } from './ui/message.ts';
import { skeleton } from './ui/skeleton.ts';

/** What a widget shows, mirrored in its `data-state`. */
export type WidgetState = 'busy' | 'empty' | 'error' | 'no-permission' | 'ready';

/** What every widget has: a backend, texts, and one way to show where a read stands. */
export abstract class PorticoWidget extends LitElement {
  #context = new ContextConsumer(this, { context: porticoContext, subscribe: true });
  #overrides: TextOverrides | undefined;
  #texts: Texts = en;

  /** The backend of this widget alone, in place of the provider's. */
  @property({ attribute: false }) adapter: BackendAdapter | undefined;

  /** The widget's own backend or the provider's; undefined until there is one. */
  get backend(): BackendAdapter | undefined {
    return this.adapter ?? this.#context.value?.adapter;
  }

  /** The catalogue, with what the host has replaced. */
  get texts(): Texts {
    const overrides = this.#context.value?.texts;
    if (overrides !== this.#overrides) this.#texts = withOverrides(overrides);
    this.#overrides = overrides;
    return this.#texts;
  }

  override connectedCallback() {
    attachContextRoot();
    super.connectedCallback();
  }

  /** Whether the backend has an operation; true while there is no backend, so that nothing flickers. */
  can(operation: OperationName): boolean {
    return this.backend?.supports.has(operation) ?? true;
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
    if (status === TaskStatus.ERROR) return this.#failure(error, () => task.run());
    if (value == null) {
      this.state = 'busy';
      return skeleton(this.texts.state.busy);
    }
    const nothing = empty(value);
    this.state = nothing ? 'empty' : 'ready';
    return nothing ?? ready(value);
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

/** What a task has read; nothing while it has nothing to do. */
export function readOf<T>({ status, value }: Task<readonly unknown[], T>): T | undefined {
  return status === TaskStatus.INITIAL ? undefined : value;
}
