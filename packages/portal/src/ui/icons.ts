import { html, svg, type TemplateResult } from 'lit';

const line = (content: TemplateResult, name = '') =>
  html`<svg class="icon ${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${content}</svg>`;

/** A portico: a roof on columns. */
export const mark = html`<svg class="mark" viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">
  <path d="M16 4.5 5 10.6V13h22v-2.4zM7.5 15h3.2v8H7.5zM14.4 15h3.2v8h-3.2zM21.3 15h3.2v8h-3.2zM5 25h22v2.5H5z" />
</svg>`;

export const eye = line(
  svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/><circle cx="12" cy="12" r="3"/>`,
);
export const eyeOff = line(
  svg`<path d="M9.9 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.7 3.5M6.3 7.1A16.5 16.5 0 0 0 2.5 12S6 18.5 12 18.5a9.3 9.3 0 0 0 4.9-1.4M9.9 9.9a3 3 0 0 0 4.2 4.2M3.5 3.5l17 17"/>`,
);
export const mail = line(svg`<rect x="3" y="5" width="18" height="14" rx="2.5"/><path d="m3.5 7.5 8.5 6 8.5-6"/>`);
export const clock = line(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`);
export const renewed = line(
  svg`<path d="M19.5 12a7.5 7.5 0 0 1-13.3 4.7M4.5 12a7.5 7.5 0 0 1 13.3-4.7M18 3.5v4h-4M6 20.5v-4h4"/>`,
);
export const broken = line(
  svg`<path d="M9.5 14.5 7.6 16.4a3.5 3.5 0 0 1-5-5l2.7-2.6a3.5 3.5 0 0 1 3.7-.8M14.5 9.5l1.9-1.9a3.5 3.5 0 0 1 5 5l-2.7 2.6a3.5 3.5 0 0 1-3.7.8M4 4l16 16"/>`,
);
export const alert = line(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.8v4.7M12 16v.1"/>`);
export const locked = line(
  svg`<rect x="5" y="10.5" width="14" height="9.5" rx="2.2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>`,
);
export const chart = line(svg`<path d="M5 20V11M12 20V4M19 20v-6"/>`);
export const inbox = line(
  svg`<path d="M3.5 13.5 6.3 6a1.6 1.6 0 0 1 1.5-1h8.4a1.6 1.6 0 0 1 1.5 1l2.8 7.5V18a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18zM3.5 13.5H8l1.2 2.5h5.6l1.2-2.5h4.5"/>`,
);
export const search = line(svg`<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>`);
export const arrow = line(svg`<path d="M5 12h13M13 6.5 18.5 12 13 17.5"/>`, 'arrow');
