import { portOverHttp } from '@portico/adapters/http';
import { links, session } from '@portico/core';
import { startPortal } from './app.ts';

const container = document.querySelector('#portal');
const name = document.querySelector<HTMLMetaElement>('meta[name="application-name"]')?.content ?? '';
const api = portOverHttp({ session, links }, { baseUrl: location.origin, credentials: 'same-origin' });

if (container) startPortal(container, { api, name });
