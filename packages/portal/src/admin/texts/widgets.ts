import type { TextOverrides } from '@portico/widgets';

const calendar = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** The widgets speak of accounts; these pages, of clients. */
export const widgetTexts: TextOverrides = {
  access: {
    account: 'Client',
    noAccountsHint: 'This person has no access to any client.',
  },
  standing: { 'account-inactive': 'Client inactive' },
  create: { intro: 'They get access to this client’s dashboards, and a registration email at once.' },
  verdict: {
    'has-access': ({ name, since }) =>
      `${name} already has access to this client${since ? `, since ${calendar.format(new Date(since))}` : ''}. There is nothing to do.`,
    'has-access-elsewhere': ({ name, accounts, may }) =>
      `${name} already has a login${accounts.length > 0 ? ` for ${new Intl.ListFormat('en').format(accounts)}` : ''}. ${
        may ? 'This client is added to it.' : 'Ask support to add this one.'
      }`,
  },
  error: {
    'already-has-access': 'This person already has access to this client.',
    'access-elsewhere': 'This person already has a login for another client. Ask support to add this one.',
  },
};

/** Those who may give access are told where the next step is. */
export const grantersTexts: TextOverrides = {
  ...widgetTexts,
  access: { ...widgetTexts.access, emptyHint: 'Press Create User to give it to somebody.' },
  plan: {
    reactivate: () =>
      'This login is deactivated. Open the client, press Create User and enter this address: there it can be reactivated.',
  },
};
