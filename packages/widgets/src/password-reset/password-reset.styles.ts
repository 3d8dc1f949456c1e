import { css } from 'lit';

export const styles = css`
  :host { display: inline-flex; }
  form { display: contents; }
  .toast {
    inset: auto 0 1.4em;
    width: min(34em, 100vw - 1.7em);
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: 0 1px 3px #0002, 0 12px 36px #0003;
  }
  .toast:popover-open { display: flex; animation: appear var(--_duration) ease-out; }
  .toast .message { flex: 1; padding-inline-end: 3em; border-radius: inherit; }
  .toast .icon { position: absolute; inset-block-start: .3em; inset-inline-end: .3em; }
  [role='alert'] .message { margin-top: 1em; }
`;
