import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { ContactPage } from './contact-page.tsx';
import { baseUrl, isSample } from './portico.ts';

if (isSample) {
  const { startSamplePortal } = await import('./sample-portal.ts');
  await startSamplePortal(baseUrl);
}

const page = (
  <StrictMode>
    <ContactPage />
  </StrictMode>
);
const root = document.getElementById('root');
if (!root) throw new Error('There is no #root.');
// The built page comes with its markup, that of `vite dev` without.
if (root.hasChildNodes()) hydrateRoot(root, page);
else createRoot(root).render(page);
