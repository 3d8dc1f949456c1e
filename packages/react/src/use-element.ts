import {
  createElement,
  type HTMLAttributes,
  type ReactElement,
  type RefAttributes,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react';

/** What any of the components takes: what a `div` takes, and a ref to its element. */
export interface ElementProps<E extends HTMLElement>
  extends Omit<HTMLAttributes<E>, 'children' | 'dangerouslySetInnerHTML'>,
    RefAttributes<E> {}

/** A listener of one event. */
export type Listener<E extends Event> = ((event: E) => void) | undefined;

/** How an element takes the props of its component. */
export interface ElementNames {
  /** Attributes by prop: also there in markup from a server. */
  attributes: Readonly<Record<string, string>>;
  /** Props that are properties alone, since no attribute can hold them. */
  properties: readonly string[];
  /** Events by prop. */
  events: Readonly<Record<string, string>>;
}

/** Renders a custom element, with each prop where the element takes it. */
export function useElement<E extends HTMLElement>(
  tag: string,
  { attributes, properties, events }: ElementNames,
  { ref, ...others }: ElementProps<E>,
): ReactElement {
  const element = useRef<E>(null);
  const props: Record<string, unknown> = others;

  useImperativeHandle(ref, () => element.current as E, []);

  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    // An element that React hydrates gets neither: https://github.com/react/react/issues/35446
    for (const name of properties) if (props[name] !== undefined) Reflect.set(current, name, props[name]);
    const rendered = new AbortController();
    for (const [name, type] of Object.entries(events)) {
      const listener = props[name];
      if (listener) current.addEventListener(type, listener as EventListener, { signal: rendered.signal });
    }
    return () => rendered.abort();
  });

  const taken = Object.entries(props)
    .filter(([name]) => !(name in events))
    .map(([name, value]) => [attributes[name] ?? name, value]);
  // An element that is there before React hydrates it has already written its state into `data-state`.
  return createElement(tag, { ...Object.fromEntries(taken), ref: element, suppressHydrationWarning: true });
}
