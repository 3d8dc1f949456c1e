import { css } from 'lit';

/** The modal dialog, from a phone's width on. */
export const dialogs = css`
  dialog {
    flex-direction: column;
    width: min(34rem, 100vw - 1.5rem);
    max-width: none;
    margin-top: 8dvh;
    max-height: 90dvh;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_surface);
    color: inherit;
    box-shadow: 0 1px 3px #0002, 0 18px 50px #0004;
  }
  dialog[open] { display: flex; animation: appear .16s ease-out; }
  dialog::backdrop { background: #0b10208c; }
  @keyframes appear { from { translate: 0 .6em; } }
  .head { display: flex; align-items: center; gap: 1em; padding: 1.1em 1em .4em 1.5em; }
  h2 { flex: 1; min-width: 0; overflow-wrap: anywhere; font-size: 1.2em; font-weight: 600; letter-spacing: -.01em; }
  .body { flex: 1; overflow: auto; min-height: 0; padding: .6em 1.5em 1.4em; }
  .foot {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: .6em;
    padding: .9em 1.5em;
    border-top: 1px solid var(--_line);
  }
`;
