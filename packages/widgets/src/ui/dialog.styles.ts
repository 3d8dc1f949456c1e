import { css } from 'lit';

/** The modal dialog, from a phone's width on. */
export const dialogs = css`
  dialog {
    flex-direction: column;
    width: min(39em, 100vw - 1.7em);
    max-width: none;
    margin-top: 8dvh;
    max-height: 90dvh;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: 0 1px 3px #0002, 0 18px 50px #0004;
  }
  dialog[open] { display: flex; animation: appear var(--_duration) ease-out; }
  dialog::backdrop { background: #0b10208c; }
  @keyframes appear { from { translate: 0 .6em; } }
  .head { display: flex; align-items: center; gap: 1em; padding: calc(1.1 * var(--_space)) calc(1.5 * var(--_space)) .4em; }
  h2 { flex: 1; min-width: 0; overflow-wrap: anywhere; font-size: 1.2em; font-weight: 600; letter-spacing: -.01em; }
  .body { flex: auto; overflow: auto; min-height: 0; padding: .6em calc(1.5 * var(--_space)) calc(1.4 * var(--_space)); }
  .foot {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: .6em;
    padding: calc(.9 * var(--_space)) calc(1.5 * var(--_space));
    border-top: 1px solid var(--_line);
  }
`;
