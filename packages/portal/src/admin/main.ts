import { portOverHttp } from '@portico/adapters/http';
import { staffSession } from '@portico/core';
import { startAdmin } from './app.ts';

const container = document.querySelector('#portal');
const name = document.querySelector<HTMLMetaElement>('meta[name="application-name"]')?.content ?? '';
const api = portOverHttp({ staffSession }, { baseUrl: location.origin, credentials: 'same-origin' });

if (container) startAdmin(container, { api, name });
