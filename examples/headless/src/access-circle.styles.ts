import { css } from 'lit';

export const styles = css`
  :host { display: block; --ink: light-dark(#2a251b, #efe9dc); --quiet: light-dark(#6d6350, #b3a88f); --mark: light-dark(#9a3412, #fdba74); }
  ul { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0; padding: 0; list-style: none; }
  button, input { font: inherit; color: inherit; }
  button:focus-visible, input:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
  li button {
    width: 3.25rem;
    aspect-ratio: 1;
    padding: 0;
    border: 2px solid var(--ink);
    border-radius: 50%;
    background: none;
    font-weight: 600;
    cursor: pointer;
  }
  li button.pending { border-style: dashed; color: var(--quiet); }
  li button[aria-expanded='true'] { background: var(--ink); color: light-dark(#f4f1ea, #17150f); }
  li button:disabled { border-color: transparent; background: light-dark(#e6e0d2, #2b2719); color: inherit; cursor: default; }
  section { margin-top: 1.25rem; padding-inline-start: 1rem; border-inline-start: 2px solid var(--mark); }
  h2, p { margin: 0; font-size: 1rem; }
  section p, form p { color: var(--quiet); overflow-wrap: anywhere; }
  section button, form button {
    margin-block: .75rem .25rem;
    padding: .5rem 1rem;
    border: 0;
    border-radius: 2rem;
    background: var(--ink);
    color: light-dark(#f4f1ea, #17150f);
    cursor: pointer;
  }
  button:disabled:not(li button) { opacity: .5; cursor: default; }
  form { display: flex; flex-wrap: wrap; align-items: end; gap: 1rem; margin-top: 2.5rem; }
  label { flex: 1 1 9rem; font-size: .875rem; color: var(--quiet); }
  label:first-child { flex-basis: 100%; }
  input {
    box-sizing: border-box;
    width: 100%;
    padding: .4rem 0;
    border: 0;
    border-bottom: 2px solid var(--ink);
    border-radius: 0;
    background: none;
    font-size: 1.125rem;
    color: var(--ink);
  }
  input[aria-invalid='true'] { border-color: var(--mark); }
  form p { flex-basis: 100%; min-height: 3em; }
`;
