import { contrast, paint } from './colour.fixture.ts';

/** A piece of text, or an edge, and how far its colour is from what is behind it, from 1 to 21. */
export interface Contrast {
  what: string;
  ratio: number;
}

/** Of every text that a widget shows, placeholders among them. */
export function textContrasts(widget: HTMLElement): Contrast[] {
  return shown(widget).flatMap(element => {
    const text = [...element.childNodes].find(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const what = text?.textContent?.trim() || (element instanceof HTMLInputElement && element.placeholder);
    const pseudo = text ? undefined : '::placeholder';
    return what ? { what, ratio: contrast(getComputedStyle(element, pseudo).color, groundOf(element)) } : [];
  });
}

/** Of the edge of every field, without which nobody sees where it is. */
export function fieldContrasts(widget: HTMLElement): Contrast[] {
  return shown(widget)
    .filter(element => element.matches('input:not(:read-only), select:enabled'))
    .map(element => {
      const { borderTopColor } = getComputedStyle(element);
      return { what: element.id || element.localName, ratio: contrast(borderTopColor, groundOf(element)) };
    });
}

function shown({ shadowRoot }: HTMLElement): Element[] {
  return [...(shadowRoot?.querySelectorAll('*') ?? [])].filter(element => element.checkVisibility());
}

/** What is behind an element: one colour over another, down to the first that nothing shines through. */
function groundOf(element: Element): string[] {
  const colours: string[] = [];
  for (let up: Element | null = element; up; up = up.parentElement ?? hostOf(up)) {
    const { backgroundColor } = getComputedStyle(up);
    colours.unshift(backgroundColor);
    if (paint([backgroundColor])[3] === 255) break;
  }
  return colours;
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
