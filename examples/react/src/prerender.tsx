import { readFileSync, writeFileSync } from 'node:fs';
import { renderToString } from 'react-dom/server';
import { ContactPage } from './contact-page.tsx';

// Runs in Node after the build: what a server would do for each request is done here once.

const file = 'dist/index.html';
const place = '<div id="root"></div>';
const html = readFileSync(file, 'utf8');
if (!html.includes(place)) throw new Error(`${file} has no ${place}`);
writeFileSync(
  file,
  html.replace(place, () => `<div id="root">${renderToString(<ContactPage />)}</div>`),
);
