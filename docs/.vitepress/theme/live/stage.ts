import type { PorticoProvider } from '@portico/widgets';
import type { Look } from './conditions.ts';
import { themeStyles } from './examples.ts';
import type { Sandbox } from './sandbox.ts';

/** An element to put there. */
interface Part {
  tag: string;
  attributes: Readonly<Record<string, string>>;
}

/** What is shown, where and how. */
export interface StageOptions {
  /** An empty element of the page; it gets a shadow root. */
  place: HTMLElement;
  sandbox: Sandbox;
  parts: readonly Part[];
  look: Readonly<Look>;
  /** More CSS for what is on the stage, such as tokens that are tried out. */
  css?: () => string;
  /** The names of the events that are told. */
  events?: readonly string[];
  tell?: (name: string, detail: unknown) => void;
  /** Hears what the first widget shows: its `data-state`. */
  onState?: (state: string) => void;
}

/** Widgets on show, in a provider, in front of a pretended server. */
export interface Stage {
  /** Puts fresh widgets there, and gives the first; what was done in the portal stays. */
  mount(): Promise<HTMLElement>;
  /** Follows the look; the widgets stay. */
  dress(): void;
  play(scene: ((element: HTMLElement) => Promise<void>) | undefined): Promise<void>;
  close(): void;
}

/** A shadow root keeps the page's own style away, and the theme of one example from the next. */
export async function openStage({
  place,
  sandbox,
  parts,
  look,
  css,
  events = [],
  tell,
  onState,
}: StageOptions): Promise<Stage> {
  const root = place.shadowRoot ?? place.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  const frame = document.createElement('div');
  const provider: PorticoProvider = document.createElement('portico-provider');
  const states = new MutationObserver(([change]) => {
    if (change?.target instanceof HTMLElement) onState?.(change.target.dataset.state ?? '');
  });
  frame.append(provider);
  root.replaceChildren(style, frame);

  for (const name of events) {
    frame.addEventListener(name, event => tell?.(name, event instanceof CustomEvent ? event.detail : null));
  }
  // A link leads into a CRM that is not there.
  frame.addEventListener('click', event => {
    const link = event.composedPath().find(target => target instanceof HTMLAnchorElement);
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    tell?.('link', { href: link.getAttribute('href') });
  });

  const stage: Stage = {
    async mount() {
      states.disconnect();
      provider.replaceChildren();
      provider.adapter = sandbox.connect();
      const widgets = parts.map(({ tag, attributes }) => {
        const widget = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) widget.setAttribute(name, value);
        return widget;
      });
      const [first] = widgets;
      if (!first) throw new Error('There is nothing to show.');
      states.observe(first, { attributeFilter: ['data-state'] });
      provider.append(...widgets);
      await provider.updateComplete;
      return first;
    },
    dress() {
      style.textContent = [frameStyle, themeStyles[look.theme], css?.()].join('\n');
      frame.dir = look.direction;
      frame.className = look.width === 'full' ? '' : 'narrow';
      frame.style.colorScheme = look.scheme === 'as the page' ? '' : look.scheme;
      provider.theme = look.scheme === 'as the page' ? undefined : look.scheme;
    },
    async play(scene) {
      const widget = await stage.mount();
      if ('updateComplete' in widget) await widget.updateComplete;
      await scene?.(widget);
    },
    close() {
      states.disconnect();
      provider.remove();
    },
  };
  stage.dress();
  await stage.mount();
  return stage;
}

const frameStyle = `
  div {
    display: flow-root;
    box-sizing: border-box;
    min-block-size: 7rem;
    padding: 24px;
    color: light-dark(#1a2130, #e9ecf2);
    background: light-dark(#fff, #14161b);
  }
  .narrow { inline-size: 280px; padding-inline: 12px; margin-inline: auto; }
  portico-create-user, portico-password-reset { display: inline-block; margin-inline-end: 8px; }
  * + portico-dashboard-access { display: block; margin-block-start: 20px; }
`;
