import { css } from 'lit';

export const styles = css`
  :host { display: block; }
  :host > * { display: block; container-type: inline-size; contain-intrinsic-inline-size: 20em; }
  .toolbar { display: flex; flex-wrap: wrap; align-items: center; gap: .6em; margin-bottom: .5em; }
  .search { position: relative; flex: 1 1 14em; max-width: 22em; }
  .search svg { position: absolute; inset-block: 0; inset-inline-start: .7em; margin: auto; color: var(--_muted); }
  .search input { padding-inline-start: 2.3em; }
  select { width: auto; }
  .count { margin-inline-start: auto; color: var(--_muted); font-variant-numeric: tabular-nums; }
  table { width: 100%; border-collapse: collapse; font: inherit; color: inherit; }
  th, td { padding-block: calc(.75 * var(--_space)); padding-inline: 0 calc(1.5 * var(--_space)); text-align: start; vertical-align: top; font-weight: 400; border-bottom: 1px solid var(--_line); }
  :is(th, td):last-child { padding-inline-end: 0; }
  tr:last-child > * { border: 0; }
  thead th { color: var(--_muted); font-weight: 500; white-space: nowrap; }
  thead tr:last-child > * { padding-block: .6em; border-bottom: 1px solid var(--_line); }
  tbody th { width: 36%; }
  td { min-width: 8.5em; }
  .role, .status { min-width: 0; }
  tbody th > bdi, a { font-weight: 600; }
  a { color: var(--_accent); text-decoration: none; border-radius: 2px; }
  a:hover { text-decoration: underline; text-underline-offset: .2em; }
  small { display: block; color: var(--_muted); font-size: .93em; }
  time, .count { unicode-bidi: plaintext; }
  time, .status, .role { white-space: nowrap; }
  .none::before { content: '–'; color: var(--_muted); }
  .badge {
    display: inline-block;
    padding: 0 .7em;
    border: 1px solid transparent;
    border-radius: 2em;
    font-size: .8em;
    font-weight: 600;
    line-height: 1.6;
    letter-spacing: .02em;
    white-space: nowrap;
  }
  .badge.plain { margin-inline-start: .6em; border-color: var(--_outline); color: var(--_muted); }
  .status .badge { display: block; width: fit-content; }
  .badge + .badge { margin-top: .35em; }
  .badge:not(.plain) { color: var(--_tone); }
  tr.new { --_tone: var(--_accent); animation: arrive 4s ease-out both; }
  @keyframes arrive { 0%, 50% { box-shadow: -.6em 0 var(--_tint), .6em 0 var(--_tint); } to { background: none; } }
  .message.warning { margin-bottom: .75em; }
  .skeleton { padding-top: calc(1lh + 1.2em); }
  nav { display: flex; flex-wrap: wrap; align-items: center; gap: .6em; padding-top: 1em; color: var(--_muted); }
  @container (max-width: 640px) {
    .search { max-width: none; flex-basis: 100%; }
    thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
    table, tbody { display: block; }
    tbody tr { display: flex; flex-wrap: wrap; align-items: start; gap: .15em .6em; padding: calc(.85 * var(--_space)) 0; border-top: 1px solid var(--_line); }
    tbody tr > * { min-width: 0; padding: 0; border: 0; }
    tbody th { display: contents; }
    th > :first-child { flex: 1; text-align: -webkit-match-parent; text-align: match-parent; }
    th .badge { display: none; }
    th small { order: 1; flex-basis: 100%; }
    .status { display: flex; flex-wrap: wrap; justify-content: end; gap: .3em; max-width: 60%; }
    .status .badge { margin: 0; }
    td:not(.status) { order: 1; color: var(--_muted); }
    td.granted { flex-basis: 100%; }
    .role:not(:nth-child(2), .none + *)::before { content: '· '; }
    .none { display: none; }
    .granted small { display: inline; font-size: inherit; }
    .skeleton { padding: 0; }
    .skeleton > div { height: calc(3.93lh + .45em + 1.7 * var(--_space) + 1px); }
  }
`;
