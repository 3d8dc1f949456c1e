import { css } from 'lit';

/** Messages, badges and the rows in place of those to come. */
export const messages = css`
  .message {
    display: flex;
    gap: .65em;
    padding: .7em .85em;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    overflow-wrap: anywhere;
  }
  .message > div { flex: 1; min-width: 0; }
  .message > svg { margin-top: .15em; color: var(--_muted); }
  .message b { font-weight: 400; }
  .message b:has(+ div) { font-weight: 600; }
  .info { background: var(--_info); }
  .info > svg { color: var(--_accent); }
  .success { background: var(--_success-back); }
  .success > svg { color: var(--_success); }
  .warning { background: var(--_warning-back); }
  .warning > svg { color: var(--_warning); }
  .danger { background: var(--_danger-back); }
  .danger > svg { color: var(--_danger); }
  .message.plain {
    flex-direction: column;
    align-items: center;
    gap: .5em;
    padding: 2.6em 1em;
    text-align: center;
    color: var(--_muted);
  }
  .plain > svg { width: 2em; height: 2em; stroke-width: 1; }
  .plain b { display: block; color: var(--_text); }
  .plain button { margin-top: 1em; }
  .skeleton > div { display: flex; gap: 8%; padding: 1.15em .75em; border-top: 1px solid var(--_line); }
  .skeleton i { flex: 2; height: .75em; border-radius: 1em; background: var(--_line); animation: pulse 1.4s ease-in-out infinite alternate; }
  .skeleton i + i { flex: 1; }
  @keyframes pulse { to { opacity: .4; } }
`;
