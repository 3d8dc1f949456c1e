import { css } from 'lit';

/** Buttons and fields. */
export const controls = css`
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: .5em;
    min-height: max(calc(1.4em + var(--_space)), 24px);
    padding: calc(.3 * var(--_space)) calc(.95 * var(--_space));
    border: 1px solid var(--_outline);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 500;
    cursor: pointer;
  }
  button:hover { background: var(--_hover); }
  button.primary { border-color: transparent; background: var(--_accent); color: var(--_on-accent); }
  button.primary:hover { filter: brightness(1.08); }
  button.link { min-height: max(1.75em, 24px); padding: 0; border: 0; background: none; color: var(--_accent); }
  button.link:hover { text-decoration: underline; text-underline-offset: .2em; }
  button.icon { width: 2.2em; min-height: 2.2em; padding: 0; border: 0; background: none; color: var(--_muted); }
  button.icon:hover { background: var(--_hover); color: var(--_text); }
  button[aria-disabled] { cursor: default; }
  button[aria-disabled]:not(:has(.spinner)) { border-color: var(--_line); background: var(--_hover); color: var(--_muted); filter: none; }
  @media (forced-colors: active) { [aria-disabled] { color: GrayText !important; } }
  .spinner {
    width: 1em;
    height: 1em;
    border: 2px solid;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn .8s linear infinite;
    forced-color-adjust: none;
  }
  @keyframes turn { to { rotate: 1turn; } }
  input, select {
    width: 100%;
    min-width: 0;
    height: calc(1.5em + var(--_space));
    padding: 0 calc(.7 * var(--_space));
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    unicode-bidi: plaintext;
  }
  input::placeholder { color: var(--_muted); opacity: 1; }
  input:focus-visible, select:focus-visible { border-color: var(--_accent); outline-offset: -1px; }
  input:read-only, select:disabled { border-color: var(--_line); background: var(--_hover); color: var(--_text); opacity: 1; }
  [aria-invalid] { border-color: var(--_danger); }
  label { display: block; margin-bottom: .3em; font-weight: 500; }
  label span { color: var(--_muted); font-weight: 400; }
  .problem { margin-top: .35em; color: var(--_danger); }
`;
