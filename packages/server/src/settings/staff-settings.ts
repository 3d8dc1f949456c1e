import { permissions } from '@portico/core';
import { list, type SettingGroup } from './setting.ts';

/** How staff prove who they are without your backend. */
export const staffSettings: SettingGroup = {
  title: 'Staff sign-in',
  settings: [
    {
      variable: 'PORTICO_ADMINS',
      path: 'admins',
      unset: 'nobody',
      meaning: 'The addresses of those who may do everything when they sign in on `/admin/`.',
      example: 'ada.keller@example.com,omar.haddad@example.com',
      mustBe: 'must be email addresses, separated by commas',
      parse: list,
      notes: [
        'They need no record in the staff directory. Name yourself here to sign in for the first time.',
        'Removing an address takes effect at the next request. The person stays in the staff directory, and may do what any member of staff may.',
        'With [PORTICO_OIDC_CLIENT_ID](PORTICO_OIDC_CLIENT_ID.md) only they can sign in by mail. They are the way in while the issuer is away.',
      ],
    },
    {
      variable: 'PORTICO_STAFF_PERMISSIONS',
      path: 'settings.staffPermissions',
      default: 'access:read,access:grant,access:extend,contacts:read,contacts:write,users:recover,events:read',
      meaning: 'What members of staff may do who sign in by mail, in the accounts they serve.',
      example: 'access:read,contacts:read,users:recover,events:read',
      mustBe: `must be permissions, separated by commas: ${permissions.join(', ')}`,
      names: permissions,
      parse: list,
      notes: [
        'The default is the work of an account executive. A change takes effect when the server starts again, for those too who are signed in.',
        'It says nothing of admins, nor of staff who come from a CRM or by the sign-in of your company: their token or the issuer says what they may do. With [PORTICO_OIDC_CLIENT_ID](PORTICO_OIDC_CLIENT_ID.md) it is not used: all but the admins sign in at your company.',
      ],
    },
    {
      variable: 'PORTICO_OIDC_ISSUER',
      path: 'oidc.issuer',
      unset: 'no issuer',
      meaning: 'The OpenID Connect issuer of your company, as it stands in `iss` of its tokens.',
      example: 'https://login.example.com',
      mustBe: 'must be the https URL of the issuer, exactly as it stands in its tokens',
      notes: [
        'The server reads `/.well-known/openid-configuration` below it, and takes its access tokens in place of its own. Keys are fetched again when the issuer rotates them.',
        'The clocks of server and issuer must agree. `portico doctor` compares them.',
      ],
    },
    {
      variable: 'PORTICO_OIDC_AUDIENCE',
      path: 'oidc.audience',
      unset: 'must be set with the issuer',
      meaning: 'What must stand in `aud` of an access token.',
      example: 'https://access.example.com',
      mustBe: 'must be the name that your issuer gives to this API, and set together with PORTICO_OIDC_ISSUER',
      notes: [
        'Register this server as an API (a resource) at the issuer, and take the name it has there. A token for another API is refused.',
        'It must not be the value of [PORTICO_OIDC_CLIENT_ID](PORTICO_OIDC_CLIENT_ID.md): the ID tokens of the sign-in would count as access tokens.',
      ],
    },
    {
      variable: 'PORTICO_OIDC_SOURCE',
      path: 'oidc.source',
      default: 'oidc',
      meaning: 'The system whose record ids such staff speak.',
      example: 'crm',
      mustBe: 'must be the name of a source in lower case, such as crm',
      notes: ['Set it to the `source` that your backend names in token requests, so that both mean the same records.'],
    },
    {
      variable: 'PORTICO_OIDC_PERMISSIONS_CLAIM',
      path: 'oidc.permissionsClaim',
      default: 'permissions',
      meaning: 'The claim of a token that lists permissions.',
      example: 'https://example.com/portico-permissions',
      mustBe: 'must be the name of a claim',
      notes: [
        'The claim is a list of names, or one text with spaces between them. Names that are no permission of Portico are passed over.',
      ],
    },
    {
      variable: 'PORTICO_OIDC_ACCOUNTS',
      path: 'oidc.accounts',
      default: 'served',
      meaning:
        '`all`, `served` (those that the person serves), or the claim that lists the ids of the accounts a person may see.',
      example: 'served',
      mustBe: 'must be all, served, or the name of a claim',
      notes: ['A token that lacks the claim is refused, with the name of the claim.'],
    },
    {
      variable: 'PORTICO_OIDC_CLIENT_ID',
      path: 'oidc.clientId',
      unset: 'no sign-in by the issuer, only tokens',
      meaning: 'The client that the sign-in on `/admin/` is registered as at the issuer.',
      example: 'portico-admin',
      mustBe: 'must be the id of a client at the issuer',
      notes: [
        'Register a web application at the issuer. Its redirect address is PORTICO_PUBLIC_URL with `/admin/oidc/callback` behind it.',
        'From then on staff sign in at your company. By mail only those in [PORTICO_ADMINS](PORTICO_ADMINS.md) still can, and others who did are signed out.',
      ],
    },
    {
      variable: 'PORTICO_OIDC_CLIENT_SECRET',
      path: 'oidc.clientSecret',
      secret: 'whole',
      unset: 'a client without a secret',
      meaning: 'The secret of that client.',
      example: 'the-secret-that-the-issuer-shows',
      mustBe: 'must be the secret that the issuer shows for the client',
      notes: ['Change it at the issuer and here at the same time; nothing is signed with it.'],
    },
    {
      variable: 'PORTICO_OIDC_NAME',
      path: 'oidc.name',
      default: 'your company',
      meaning: 'What the button on the sign-in page calls the issuer.',
      example: 'Example Ltd',
      mustBe: 'must have 1 to 60 characters',
      notes: ['The button says “Sign in with” and this name.'],
    },
  ],
};
