import { httpAdapter } from '@portico/adapters/http';
import { access, events, recovery, settings } from '@portico/core';

// To try the page with a Portico server: VITE_PORTICO_URL is its origin, and the endpoint of your own backend that hands
// out tokens is at /portico-token. Without it, the page has a sample portal of its own.
const { VITE_PORTICO_URL } = import.meta.env;

/** Whether the server is a pretended one. */
export const isSample = !VITE_PORTICO_URL;

/** The origin of the server. */
export const baseUrl: string = VITE_PORTICO_URL ?? 'https://access.example.com';

/** Made once, and not while rendering: a new adapter is a new connection. */
export const adapter = httpAdapter({ baseUrl, groups: { access, events, recovery, settings }, getAccessToken });

async function getAccessToken(): Promise<string> {
  if (isSample) return 'sample';
  const response = await fetch('/portico-token', { method: 'POST' });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const { token } = await response.json();
  return token;
}
