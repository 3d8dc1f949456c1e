import assert from 'node:assert/strict';
import { parse } from 'hono/utils/cookie';
import { audience, type Issuer } from './oidc-provider.fixture.ts';

type Fetch = (request: Request) => Promise<Response>;

/** A browser as far as a sign-in needs one: it follows redirects and keeps cookies by their host. */
export function companyBrowser(hosts: Readonly<Record<string, Fetch>> = {}) {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (origin: string) => {
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };

  const browser = {
    cookies: (origin: string) => [...jarOf(origin)].map(([name, value]) => `${name}=${value}`).join('; '),
    setCookies(origin: string, header: string) {
      jars.set(origin, new Map(Object.entries(parse(header))));
    },
    /** One request, without following where it leads. */
    async visit(url: string): Promise<Response> {
      const { origin } = new URL(url);
      const request = new Request(url, { headers: { cookie: browser.cookies(origin) }, redirect: 'manual' });
      const response = await (hosts[origin] ?? fetch)(request);
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';');
        const [name = '', value = ''] = pair.split(/=(.*)/);
        if (/max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) jarOf(origin).delete(name);
        else jarOf(origin).set(name, value);
      }
      return response;
    },
    /** Follows redirects until an address begins with `stop`, and answers that address. */
    async follow(url: string, stop: string): Promise<string> {
      let next = url;
      for (let hops = 0; !next.startsWith(stop); hops++) {
        assert.ok(hops < 12, `never came to ${stop}, but to ${next}`);
        const response = await browser.visit(next);
        const location = response.headers.get('location');
        assert.ok(location, `${next} answered ${response.status} ${await response.text()}`);
        next = new URL(location, next).href;
      }
      return next;
    },
  };
  return browser;
}

/** The access token that a page of the CRM holds of whoever is signed in to the company. */
export async function accessTokenOf(issuer: Issuer): Promise<string> {
  const back = 'http://crm.example.com/back';
  const query = new URLSearchParams({
    client_id: 'crm',
    response_type: 'code',
    redirect_uri: back,
    scope: 'openid email profile',
    resource: audience,
    state: 'any',
  });
  const arrived = await companyBrowser().follow(`${issuer.url}/auth?${query}`, back);
  const response = await fetch(`${issuer.url}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('crm:secret+of+the+CRM')}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: new URL(arrived).searchParams.get('code') ?? '',
      redirect_uri: back,
      resource: audience,
    }),
  });
  const { access_token } = (await response.json()) as { access_token?: string };
  assert.ok(access_token, String(response.status));
  return access_token;
}
