import type { SampleAccess } from '../seed.ts';

/** The password of every sample person who has registered. */
export const samplePassword = 'sample-password-1';

const nora = { email: 'nora.lindqvist@staff.example.com', name: 'Nora Lindqvist' };
const omar = { email: 'omar.haddad@staff.example.com', name: 'Omar Haddad' };

/** A small portal: one company in two markets and another one; clients who have registered, and one who has not. */
export const samplePortal: SampleAccess = {
  staff: nora,
  source: 'crm',
  records: {
    accounts: [
      { id: 'acme-de', market: 'Germany', name: 'Acme Health', staff: [nora] },
      { id: 'acme-es', market: 'Spain', name: 'Acme Health', staff: [omar] },
      {
        id: 'initech',
        market: 'United Kingdom',
        name: 'Initech Retail',
        membershipEnd: '2035-12-31',
        staff: [nora, omar],
      },
    ],
    orders: [
      { id: 'order-1', accountId: 'acme-de' },
      { id: 'order-2', accountId: 'initech' },
    ],
    contacts: [
      {
        id: 'contact-1',
        accountId: 'acme-de',
        firstName: 'Sofie',
        lastName: 'Lange',
        email: 'sofie.lange@acme.example.com',
        jobTitle: 'Analyst',
      },
    ],
  },
  grants: [
    {
      accountId: 'acme-de',
      orderId: 'order-1',
      role: 'admin',
      contact: { email: 'ada.keller@acme.example.com', firstName: 'Ada', lastName: 'Keller' },
      password: samplePassword,
    },
    {
      accountId: 'acme-de',
      orderId: 'order-1',
      contact: { email: 'mei.tanaka@acme.example.com', firstName: 'Mei', lastName: 'Tanaka' },
    },
    {
      accountId: 'initech',
      orderId: 'order-2',
      contact: { email: 'grace.whitfield@initech.example.com', firstName: 'Grace', lastName: 'Whitfield' },
      password: samplePassword,
    },
  ],
};
