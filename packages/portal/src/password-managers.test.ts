import { expect, waitUntil } from '@open-wc/testing';
import { SignInPage as StaffSignInPage } from './admin/pages/sign-in.ts';
import { stubAdmin, stubStaffServer } from './admin/stub-admin.fixture.ts';
import { ForgotPage } from './pages/forgot.ts';
import { SetPasswordPage } from './pages/set-password.ts';
import { SignInPage } from './pages/sign-in.ts';
import { loadStyles } from './stub-network.fixture.ts';
import { stubPortal, stubServer } from './stub-portal.fixture.ts';

const email = 'ada@example.com';
const expiresAt = '2027-01-01T10:00:00.000Z';

type Server = ReturnType<typeof stubServer> | ReturnType<typeof stubStaffServer>;

function ofClient(make: (portal: ReturnType<typeof stubPortal>['portal']) => HTMLElement) {
  return () => {
    const server = stubServer({
      'POST /links/describe': ({ token }) => ({ purpose: token, state: 'open', expiresAt, email, firstName: 'Ada' }),
      'POST /links/use': () => ({ firstName: 'Ada', lastName: 'Lovelace', email }),
      'POST /links/forgot': () => ({ done: true }),
      'POST /session': () => ({ firstName: 'Ada', lastName: 'Lovelace', email }),
    });
    return { server, page: make(stubPortal(server.api).portal) };
  };
}

interface Form {
  open: () => { server: Server; page: HTMLElement };
  /** Name and purpose of each field, as a password manager reads them. */
  fields: string[];
  /** What submitting it calls. */
  calls: string;
}

const forms: Record<string, Form> = {
  'signing in': {
    open: ofClient(portal => new SignInPage(portal, { signedIn: false })),
    fields: ['email username', 'password current-password'],
    calls: 'POST /session',
  },
  registering: {
    open: ofClient(portal => new SetPasswordPage('registration', portal, { linkToken: 'registration' })),
    fields: ['email username', 'password new-password'],
    calls: 'POST /links/use',
  },
  'resetting a password': {
    open: ofClient(portal => new SetPasswordPage('reset', portal, { linkToken: 'reset' })),
    fields: ['email username', 'password new-password'],
    calls: 'POST /links/use',
  },
  'asking for a reset': {
    open: ofClient(portal => new ForgotPage(portal)),
    fields: ['email username'],
    calls: 'POST /links/forgot',
  },
  'the sign-in of staff, which has no password': {
    open: () => {
      const server = stubStaffServer({ 'POST /staff/session/link': () => ({ done: true }) });
      return { server, page: new StaffSignInPage(stubAdmin(server.api).admin, undefined, { signedIn: false }) };
    },
    fields: ['email email'],
    calls: 'POST /staff/session/link',
  },
};

for (const [title, { open, fields, calls }] of Object.entries(forms)) {
  describe(`a password manager on the form for ${title}`, () => {
    let server: Server;
    let form: HTMLFormElement;
    let inputs: HTMLInputElement[];

    before(() => loadStyles('home'));
    beforeEach(async () => {
      const opened = open();
      server = opened.server;
      document.body.append(opened.page);
      await waitUntil(() => opened.page.querySelectorAll('form input').length === fields.length);
      form = opened.page.querySelector('form') as HTMLFormElement;
      inputs = [...form.querySelectorAll('input')];
    });
    afterEach(() => {
      server.restore();
      document.body.replaceChildren();
    });

    it('knows what each field is for', () => {
      expect(inputs.map(({ name, autocomplete }) => `${name} ${autocomplete}`)).to.deep.equal(fields);
      for (const input of inputs) {
        expect(input.form, 'in one form').to.equal(form);
        expect(input.getRootNode(), 'in no shadow root').to.equal(document);
        expect(input.labels).to.have.length(1);
        expect(input.checkVisibility()).to.equal(true);
      }
      expect(form.method).to.equal('post');
    });

    it('fills it in without a key being pressed, and submits it by the button that Enter presses', async () => {
      for (const input of inputs.filter(({ readOnly }) => !readOnly)) {
        input.value = input.name === 'email' ? email : 'correct horse battery';
        for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
      }
      const button = [...form.elements].find(element => element.matches(':default')) as HTMLButtonElement;
      expect(button.type).to.equal('submit');
      form.requestSubmit(button);
      await waitUntil(() => server.called(calls) === 1);
      const sent = server.calls.find(({ operation }) => operation === calls)?.body;
      if (fields.length > 1) expect(sent?.password).to.equal('correct horse battery');
      else expect(sent?.email).to.equal(email);
    });

    it('may paste', () => {
      for (const input of inputs) {
        const isPrevented = !input.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true }));
        expect(isPrevented).to.equal(false);
      }
    });

    if (fields.includes('password new-password')) {
      it('keeps the new password with the address, and makes one that is long enough', () => {
        const [address, password] = inputs;
        expect([address?.value, address?.readOnly]).to.deep.equal([email, true]);
        expect(password?.minLength).to.equal(10);
      });
    }
  });
}
