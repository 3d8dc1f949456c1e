/** The Mailbox's one stylesheet: light and dark, from 320 px. */
export const mailboxStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f4f5f8, #13161b);
  --surface: light-dark(#ffffff, #1b2028);
  --raised: light-dark(#f8f9fb, #222833);
  --line: light-dark(#dde1e8, #313947);
  --text: light-dark(#171b22, #eef1f5);
  --quiet: light-dark(#566071, #9ea8b8);
  --accent: light-dark(#1a52e0, #8db0ff);
  --accent-ground: light-dark(#1a52e0, #2f66f5);
  --tint: light-dark(#eaf0ff, #202c48);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.bar { border-bottom: 1px solid var(--line); background: var(--surface); }
.bar-inner, main { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem; }
.bar-inner { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; min-height: 3.75rem; padding-block: .6rem; }
.brand { display: flex; align-items: center; gap: .6rem; font-weight: 650; font-size: 1.05rem; color: inherit; text-decoration: none; }
.brand svg { width: 1.6rem; height: 1.6rem; fill: none; stroke: var(--accent); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.note { margin: 0 0 0 auto; color: var(--quiet); font-size: .875rem; }
main { padding-block: 1.5rem 4rem; }
.search { display: flex; gap: .5rem; margin: 0 0 1rem; }
.search input {
  flex: 1; min-width: 0; padding: .55rem .8rem; border: 1px solid var(--line); border-radius: .5rem;
  background: var(--surface); color: inherit; font: inherit;
}
.search button {
  padding: .55rem 1rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--surface);
  color: inherit; font: inherit; font-weight: 550; cursor: pointer;
}
.search button:hover { background: var(--raised); }
.mails { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: .75rem; background: var(--surface); overflow: hidden; }
.mails:empty { display: none; }
.mails li + li { border-top: 1px solid var(--line); }
.mail { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .1rem 1rem; padding: .8rem 1.1rem; color: inherit; text-decoration: none; }
.mail:hover { background: var(--raised); }
.mail:focus-visible { outline-offset: -3px; }
.mail .to { font-weight: 600; }
.mail .to, .mail .subject { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.mail .subject { color: var(--quiet); }
.mail time { color: var(--quiet); font-size: .875rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.kind { justify-self: end; align-self: center; padding: .05rem .55rem; border-radius: 1rem; background: var(--tint); color: var(--accent); font-size: .78rem; font-weight: 550; }
.problem { color: light-dark(#a3261d, #ff9d94); }
.mail .problem { grid-column: 1 / -1; font-size: .875rem; overflow-wrap: anywhere; }
.problem:empty { display: none; }
.empty { padding: 3.5rem 1rem; border: 1px dashed var(--line); border-radius: .75rem; color: var(--quiet); text-align: center; }
.empty strong { display: block; margin-bottom: .25rem; color: var(--text); }
.mails:not(:empty) ~ .empty { display: none; }
.back { display: inline-block; margin-bottom: 1rem; font-weight: 550; text-decoration: none; }
.back:hover { text-decoration: underline; }
h1 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.3; overflow-wrap: anywhere; }
.card { border: 1px solid var(--line); border-radius: .75rem; background: var(--surface); overflow: hidden; }
.headers { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .3rem 1.25rem; margin: 0; padding: 1rem 1.25rem; border-bottom: 1px solid var(--line); }
.headers dt { color: var(--quiet); }
.headers dd { margin: 0; overflow-wrap: anywhere; }
.open { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem 1rem; padding: 1rem 1.25rem; border-bottom: 1px solid var(--line); background: var(--raised); }
.open a {
  display: inline-block; padding: .55rem 1.1rem; border-radius: .5rem; background: var(--accent-ground);
  color: #fff; font-weight: 600; text-decoration: none;
}
.open a:hover { text-decoration: underline; }
.open span { color: var(--quiet); font-size: .875rem; }
iframe { display: block; width: 100%; height: 42rem; border: 0; background: light-dark(#f2f4f7, #14171c); }
details { border-top: 1px solid var(--line); }
summary { padding: .8rem 1.25rem; font-weight: 550; cursor: pointer; }
pre { margin: 0; padding: 0 1.25rem 1.25rem; white-space: pre-wrap; overflow-wrap: anywhere; font: .875rem/1.6 ui-monospace, SFMono-Regular, Menlo, monospace; }
@media (max-width: 30rem) {
  .note { margin-left: 0; }
  .mail { grid-template-columns: minmax(0, 1fr); }
  .mail .to, .mail .subject { white-space: normal; overflow-wrap: anywhere; }
  .mail .subject { order: 1; }
  .mail time { order: 2; }
  .mail .problem { order: 4; }
  .mail .kind { order: 3; justify-self: start; margin-top: .25rem; }
  .headers { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .headers dd { margin-bottom: .5rem; }
  iframe { height: 54rem; }
}
`;
