import { css } from 'lit';

/**
 * The colours and measures of every widget. A page sets `--portico-*` anywhere above; what it leaves out follows the
 * colour scheme in force. Font and language are the page's.
 *
 * The page's rules for the host are stronger than `:host`, and what is inherited comes through it. So the one element
 * inside starts anew, and takes from the page only what is named.
 */
export const tokens = css`
  :host {
    --_text: var(--portico-color-text, light-dark(#1a2130, #e9ecf2));
    --_muted: var(--portico-color-muted, light-dark(#586174, #a2acbd));
    --_surface: var(--portico-color-surface, light-dark(#fff, #181c24));
    --_hover: var(--portico-color-hover, light-dark(#f5f6f8, #222833));
    --_line: var(--portico-color-line, light-dark(#e3e6eb, #2e3542));
    --_edge: var(--portico-color-edge, light-dark(#868f9f, #6d7789));
    --_outline: var(--portico-color-outline, light-dark(#ccd2db, #434d5e));
    --_accent: var(--portico-color-accent, light-dark(#2459d3, #8fb1ff));
    --_on-accent: var(--portico-color-on-accent, light-dark(#fff, #0e1830));
    --_success: var(--portico-color-success, light-dark(#11693a, #74d6a0));
    --_warning: var(--portico-color-warning, light-dark(#865000, #f0c068));
    --_danger: var(--portico-color-danger, light-dark(#b1271d, #ff9f96));
    --_radius: var(--portico-radius, 8px);
    --_space: var(--portico-space, 1em);
    --_duration: var(--portico-duration, .16s);
  }
  :host([hidden]) { display: none; }
  :host > * {
    all: initial;
    display: inline-flex;
    color-scheme: inherit;
    visibility: inherit;
    pointer-events: inherit;
    -webkit-locale: inherit;
    font-family: var(--portico-font-family, inherit);
    font-size: var(--portico-font-size, max(.875rem, 13px));
    line-height: var(--portico-line-height, 1.45);
    color: var(--_text);
  }
  *, ::before { box-sizing: border-box; }
  p, h2 { margin: 0; font: inherit; }
  svg {
    flex: none;
    width: 1.15em;
    height: 1.15em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  :focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
  :focus:not(:focus-visible), div:empty { outline: 0; }
  bdi { overflow-wrap: anywhere; }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (prefers-contrast: more) { :host { --_muted: var(--_text); --_line: var(--_edge); --_outline: var(--_edge); } }
  @media (prefers-reduced-motion: reduce) { *, ::before, ::backdrop { animation: none !important; transition: none !important; } }
`;
