import { expect, waitUntil } from '@open-wc/testing';
import type { PortalPage } from '../portal-page.ts';
import { loadStyles, refuse } from '../stub-network.fixture.ts';
import type { Admin } from './admin.ts';
import { AccountPage } from './pages/account.ts';
import { ClientsPage } from './pages/clients.ts';
import { ContactPage } from './pages/contact.ts';
import { SignInPage } from './pages/sign-in.ts';
import { SignInLinkPage } from './pages/sign-in-link.ts';
import { acme, ada, adasAccess, nora, rows, stubAdmin, stubStaffServer } from './stub-admin.fixture.ts';

const long = 'Donaudampfschifffahrtsgesellschaft für Verkehrswegeplanungsbeschleunigung und Sonstiges';
const ended = { ...acme, name: long, market: long, active: false, membershipEnd: '2020-12-31' };

interface Scene {
  answers?: Parameters<typeof stubStaffServer>[0];
  page: (admin: Admin) => PortalPage<Admin>;
  /** There once the scene is set. */
  sign: string;
  act?: string;
}

const scenes: Record<string, Scene> = {
  'both ways to sign in, with a notice and an error': {
    answers: { 'GET /staff/session/ways': () => ({ mail: true, company: { name: long, url: '/admin/oidc' } }) },
    page: admin => new SignInPage(admin, undefined, { notice: 'session-ended' }),
    act: 'button[type=submit]',
    sign: '.field-error',
  },
  'a problem that is explained': {
    page: admin => new SignInPage(admin, 'not-permitted'),
    sign: '#email',
  },
  'the button behind a link': {
    answers: { 'POST /staff/session': refuse('network') },
    page: admin => new SignInLinkPage(admin, { linkToken: 'secret' }),
    act: 'button[type=submit]',
    sign: '[role=alert]',
  },
  clients: {
    answers: { 'GET /accounts': () => rows([acme, { ...ended, id: '2' }], 'next') },
    page: admin => new ClientsPage(admin, ''),
    sign: '.more',
  },
  'no clients': {
    answers: { 'GET /accounts': () => rows([]) },
    page: admin => new ClientsPage(admin, ''),
    sign: '.empty',
  },
  'a client': {
    answers: { 'GET /accounts/portico%3A1': () => ended, 'GET /accounts/portico%3A1/access': () => rows([adasAccess]) },
    page: admin => new AccountPage(admin, acme.id),
    sign: 'portico-dashboard-access[data-state=ready]',
  },
  'a client that cannot be read': {
    answers: { 'GET /accounts/portico%3A1': refuse('timeout') },
    page: admin => new AccountPage(admin, acme.id),
    sign: '.empty',
  },
  'a person': {
    answers: {
      'GET /contacts/portico%3A2': () => ({ ...ada, lastName: long, userState: null }),
      'GET /contacts/portico%3A2/access': () => rows([adasAccess]),
      'GET /accounts/portico%3A1': () => ended,
    },
    page: admin => new ContactPage(admin, ada.id),
    sign: 'portico-dashboard-access[data-state=ready]',
  },
};

const looks = {
  light: (root: HTMLElement) => root.style.setProperty('color-scheme', 'light'),
  dark: (root: HTMLElement) => root.style.setProperty('color-scheme', 'dark'),
  'right to left': (root: HTMLElement) => root.setAttribute('dir', 'rtl'),
  'text at twice its size': (root: HTMLElement) => root.style.setProperty('font-size', '200%'),
};

describe('every look of the admin pages', () => {
  before(() => loadStyles('admin'));
  for (const [look, put] of Object.entries(looks)) {
    for (const [name, { answers, page, act, sign }] of Object.entries(scenes)) {
      it(`${look}: ${name} is accessible and fits`, async () => {
        put(document.documentElement);
        const server = stubStaffServer({ 'GET /staff/session': () => ({ ...nora, name: long }), ...answers });
        const { admin } = stubAdmin(server.api);
        const box = document.body.appendChild(document.createElement('div'));
        box.id = 'portal';
        box.style.inlineSize = '320px';
        const shown = page(admin);
        box.append(shown);
        try {
          if (act) await waitUntil(() => shown.querySelector(act), act);
          if (act) shown.querySelector<HTMLButtonElement>(act)?.click();
          await waitUntil(() => shown.querySelector(sign), sign);
          await expect(shown).to.be.accessible();
          expect(box.scrollWidth).to.be.at.most(320);
        } finally {
          server.restore();
          box.remove();
          document.documentElement.removeAttribute('style');
          document.documentElement.removeAttribute('dir');
        }
      });
    }
  }
});
