import { css } from 'lit';

export const styles = css`
  :host { display: inline-flex; }
  form { display: contents; }
  .skeleton { padding-inline: calc(1.5 * var(--_space)); }
  .grid { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: calc(1.1 * var(--_space)) var(--_space); }
  .field:first-child, .verdict { grid-column: 1 / -1; }
  .verdict { margin-top: -.5em; min-height: 3em; }
  .verdict .message b:has(+ div) { font-weight: 400; }
  .checking { display: flex; align-items: center; gap: .6em; color: var(--_muted); }
  [role='alert'] .message { margin-top: 1.1em; }
  @media (max-width: 480px) { .grid { grid-template-columns: minmax(0, 1fr); } }
`;
