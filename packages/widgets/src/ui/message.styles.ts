import { css } from 'lit';

/** Messages, badges and the rows in place of those to come. */
export const messages = css`
  .message {
    display: flex;
    gap: .65em;
    padding: calc(.7 * var(--_space)) calc(.85 * var(--_space));
    border: 1px solid transparent;
    border-radius: var(--_radius);
    overflow-wrap: anywhere;
  }
  .message > div { flex: 1; min-width: 0; }
  .message b { font-weight: 400; }
  .message b:has(+ div) { font-weight: 600; }
  .plain { --_tone: initial; }
  .info { --_tone: var(--_accent); }
  .success { --_tone: var(--_success); }
  .warning { --_tone: var(--_warning); }
  .danger { --_tone: var(--_danger); }
  .message, .badge, .new { --_tint: light-dark(oklch(from var(--_tone) .965 .026 h), oklch(from var(--_tone) .28 .03 h)); background: var(--_tint); }
  .message > svg { margin-top: .15em; color: var(--_tone); }
  .message.plain {
    flex-direction: column;
    align-items: center;
    gap: .5em;
    padding: 2.6em 1em;
    background: none;
    text-align: center;
    color: var(--_muted);
  }
  .message.plain > svg { color: inherit; width: 2em; height: 2em; stroke-width: 1; }
  .plain b { display: block; color: var(--_text); }
  .plain button { margin-top: 1em; }
  .skeleton > div { display: flex; gap: 8%; height: calc(1.93lh + 1.5 * var(--_space) + 1px); padding: calc(.4em + .75 * var(--_space)) 0; border-top: 1px solid var(--_line); }
  .skeleton i { flex: 2; height: .75em; border-radius: 1em; background: var(--_line); animation: pulse 1.4s ease-in-out infinite alternate; forced-color-adjust: none; }
  .skeleton i + i { flex: 1; }
  @keyframes pulse { to { opacity: .4; } }
`;
