import { expect, waitUntil } from '@open-wc/testing';
import { ForgotPage } from './pages/forgot.ts';
import { HomePage } from './pages/home.ts';
import { SetPasswordPage } from './pages/set-password.ts';
import { SignInPage } from './pages/sign-in.ts';
import type { Portal } from './portal.ts';
import type { PortalPage } from './portal-page.ts';
import { loadStyles, refuse } from './stub-network.fixture.ts';
import { stubPortal, stubServer } from './stub-portal.fixture.ts';

const ada = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' };
const link = { purpose: 'registration', expiresAt: '2027-01-01T10:00:00.000Z' };
const openLink = { ...link, state: 'open', email: ada.email, firstName: 'Ada' };
const section = { id: 'dashboards', name: 'Dashboards', url: 'https://example.com/' };
const account = { accessId: '1', market: 'Austin', name: 'Analytical Engines', role: 'guest', sections: [section] };

interface Scene {
  answers: Parameters<typeof stubServer>[0];
  page: (portal: Portal) => PortalPage;
  /** There once the scene is set. */
  sign: string;
  act?: string;
}

const scenes: Record<string, Scene> = {
  'sign-in with a notice and errors': {
    answers: {},
    page: portal => new SignInPage(portal, { notice: 'session-ended' }),
    act: 'button[type=submit]',
    sign: '.field-error',
  },
  'a form whose submission failed': {
    answers: { 'POST /links/forgot': refuse('network') },
    page: portal => new ForgotPage(portal),
    act: 'button[type=submit]',
    sign: '[role=alert]',
  },
  'an open link': {
    answers: { 'POST /links/describe': () => openLink },
    page: portal => new SetPasswordPage('registration', portal, { linkToken: 'secret' }),
    sign: '#password',
  },
  'a dead link': {
    answers: { 'POST /links/describe': () => ({ ...link, state: 'used', email: null, firstName: null }) },
    page: portal => new SetPasswordPage('registration', portal, { linkToken: 'secret' }),
    sign: '.emblem',
  },
  home: {
    answers: { 'GET /session': () => ada, 'GET /session/home': () => ({ hasMarkets: true, accounts: [account] }) },
    page: portal => new HomePage(portal),
    sign: '.sections',
  },
  'an empty home': {
    answers: { 'GET /session': () => ada, 'GET /session/home': () => ({ hasMarkets: true, accounts: [] }) },
    page: portal => new HomePage(portal),
    sign: '.empty',
  },
};

const looks = {
  dark: (root: HTMLElement) => root.style.setProperty('color-scheme', 'dark'),
  'right to left': (root: HTMLElement) => root.setAttribute('dir', 'rtl'),
  'text at twice its size': (root: HTMLElement) => root.style.setProperty('font-size', '200%'),
};

describe('every look', () => {
  before(() => loadStyles('home'));
  for (const [look, put] of Object.entries(looks)) {
    for (const [name, { answers, page, act, sign }] of Object.entries(scenes)) {
      it(`${look}: ${name} is accessible and fits`, async () => {
        put(document.documentElement);
        const server = stubServer(answers);
        const { portal } = stubPortal(server.api);
        portal.typedEmail = 'ada@example.com';
        const box = document.body.appendChild(document.createElement('div'));
        box.id = 'portal';
        box.style.inlineSize = '320px';
        const shown = page(portal);
        box.append(shown);
        try {
          await shown.updateComplete;
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
