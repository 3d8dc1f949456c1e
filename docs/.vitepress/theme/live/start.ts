import type { WidgetExample } from '../../../../packages/widgets/src/widget-example.fixture.ts';
import { data as elements } from './elements.data.ts';
import type { Sandbox } from './sandbox.ts';
import type { Session } from './session.ts';
import type { Stage, StageOptions } from './stage.ts';

interface Options extends Pick<StageOptions, 'css' | 'tell' | 'onState'> {
  session: Session;
  /** The folders of the widgets. */
  widgets: readonly string[];
  /** What they are about, where that is not what their examples say. */
  attributes?: Readonly<Record<string, string>> | undefined;
  place: HTMLElement;
  /** Ends the show, also one that has not begun yet. */
  signal: AbortSignal;
}

/** Widgets on show, with what they came from. */
export interface Show {
  stage: Stage;
  sandbox: Sandbox;
  examples: WidgetExample[];
}

/**
 * Puts widgets on show. They and the pretended server are for a browser alone; the page is there before them. What
 * failed can be started again.
 */
export async function start({ session, widgets, attributes, place, signal, ...options }: Options): Promise<Show> {
  const [{ loadExample }, { openSandbox }, { openStage }] = await Promise.all([
    import('./examples.ts'),
    import('./sandbox.ts'),
    import('./stage.ts'),
  ]);
  session.sandbox ??= openSandbox(session.conditions).catch((error: unknown) => {
    session.sandbox = undefined;
    throw error;
  });
  const [sandbox, ...examples] = await Promise.all([session.sandbox, ...widgets.map(loadExample)]);
  signal.throwIfAborted();
  const parts = examples.map(example => ({ tag: example.tag, attributes: attributes ?? example.attributes }));
  const events = parts.flatMap(({ tag }) => elements[tag]?.events ?? []);
  const stage = await openStage({ ...options, place, sandbox, parts, events, look: session.look });
  signal.addEventListener('abort', () => stage.close());
  if (signal.aborted) stage.close();
  signal.throwIfAborted();
  return { stage, sandbox, examples };
}
