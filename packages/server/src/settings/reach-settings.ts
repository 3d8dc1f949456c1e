import { list, type SettingGroup } from './setting.ts';

/** How people and pages reach the server. */
export const reachSettings: SettingGroup = {
  title: 'How it is reached',
  settings: [
    {
      variable: 'PORT',
      path: 'port',
      default: '4400',
      meaning: 'The port to listen on.',
      example: '8080',
      mustBe: 'must be a whole number from 0 to 65535',
      notes: [
        'Many hosting services choose it and set it. With `0` the operating system chooses a free port, which the first line of the output names.',
        'Ports below 1024 need a privilege on most systems. Let a proxy listen there instead.',
      ],
    },
    {
      variable: 'PORTICO_HOST',
      path: 'host',
      default: '127.0.0.1',
      meaning: 'The address to listen on.',
      example: '0.0.0.0',
      mustBe: 'must be an address or a host name',
      notes: [
        'The default takes connections from this machine only, such as those of a proxy that runs on it. In a container it must be `0.0.0.0`, or nothing outside of the container reaches the server.',
        'The server speaks plain HTTP. Do not let it listen where clients reach it without a proxy that ends TLS.',
      ],
    },
    {
      variable: 'PORTICO_PUBLIC_URL',
      path: 'publicOrigin',
      unset: '`http://localhost:` and the port',
      meaning: 'The origin under which people reach the server; links in mails begin with it.',
      example: 'https://access.example.com',
      mustBe: 'must be an origin that begins with https:// or http://, without a path',
      parse: withoutSlash,
      notes: [
        'It is never taken from a request, so nobody can make a mail lead elsewhere by a forged `Host` header.',
        'With `https:` cookies are marked Secure and HSTS is sent. A server that others reach needs `https:`.',
        'When it changes, links in mails that are out keep the old origin. Let the old one lead to the new one for seven days, and tell the issuer of [PORTICO_OIDC_ISSUER](PORTICO_OIDC_ISSUER.md) the new address of the sign-in.',
      ],
    },
    {
      variable: 'PORTICO_ALLOWED_ORIGINS',
      path: 'allowedOrigins',
      unset: 'none',
      meaning: 'The origins whose pages may call the API with a token, separated by commas or spaces.',
      example: 'https://crm.example.com,https://admin.example.com',
      mustBe: 'must be origins that begin with https:// or http://, without paths, separated by commas',
      parse: text => list(text).map(withoutSlash),
      notes: [
        'Name the origin of every CRM or admin page that embeds widgets. A page whose origin is missing gets an error of CORS in its console, and its widgets say that the server cannot be reached.',
        'There is no wildcard. Cookies are never sent to these origins, and pages on the public URL itself need no entry.',
      ],
    },
    {
      variable: 'PORTICO_TRUSTED_PROXIES',
      path: 'trustedProxies',
      default: '0',
      meaning: 'How many proxies of yours stand in front and write `X-Forwarded-For`.',
      example: '1',
      mustBe: 'must be a whole number from 0 to 10',
      notes: [
        'Limits on guessing count by network. Behind a proxy that is not counted here all clients look like one network, and one of them can lock out all. With a number that is too high a client can write its own address and escape the limits.',
        'Count each proxy that adds an entry: a content delivery network before a load balancer makes two.',
      ],
    },
  ],
};

function withoutSlash(text: string): string {
  return text.replace(/\/$/, '');
}
