import type { Permission } from '@portico/core';
import { sampleId } from './record-id.ts';
import type { Account, Contact, CrmData, Order, StaffMember } from './records.ts';

const everyday: Permission[] = ['access:read', 'access:grant', 'contacts:read', 'users:recover', 'events:read'];
const roles: Permission[] = ['portal:invite', 'portal:manage-users'];

/** Who may also do everything without the CRM, on Portico's own pages for staff. */
export const sampleAdmin = 'nora.lindqvist@staff.example.com';

const staff: StaffMember[] = [
  {
    id: sampleId('005', 'S01'),
    name: 'Nora Lindqvist',
    email: sampleAdmin,
    title: 'Account executive',
    note: 'may do everything',
    permissions: [...everyday, ...roles, 'access:extend', 'users:deactivate'],
    accounts: 'all',
  },
  {
    id: sampleId('005', 'S02'),
    name: 'Omar Haddad',
    email: 'omar.haddad@staff.example.com',
    title: 'Account executive',
    note: 'sees the accounts he serves, may not give access to a second one',
    permissions: [...everyday, ...roles],
    accounts: 'served',
  },
  {
    id: sampleId('005', 'S03'),
    name: 'Priya Raman',
    email: 'priya.raman@staff.example.com',
    title: 'Support',
    note: 'may do everything',
    permissions: [...everyday, ...roles, 'access:extend', 'users:deactivate'],
    accounts: 'all',
  },
  {
    id: sampleId('005', 'S04'),
    name: 'Pablo Ferrer',
    email: 'pablo.ferrer@partner.example.com',
    title: 'Partner',
    note: 'sees two accounts, may only give the role Guest',
    permissions: everyday,
    accounts: [sampleId('001', 'A01'), sampleId('001', 'A03')],
  },
];

// id, name, market, industry, city, phone, last day of membership, served by, active
const accounts: Account[] = (
  [
    ['A01', 'Acme Health', 'Germany', 'Healthcare', 'Berlin', '+49 30 5550100', '2030-12-31', 'S01 S03 S04', true],
    ['A02', 'Acme Health', 'Spain', 'Healthcare', 'Madrid', '+34 91 555 01 00', '2030-12-31', 'S02', true],
    ['A03', 'Globex Foods', 'Germany', 'Food and drink', 'Hamburg', '+49 40 5550111', '2031-06-30', 'S01 S04', true],
    ['A04', 'Initech Retail', 'United Kingdom', 'Retail', 'Leeds', '+44 113 496 0100', '2030-03-31', 'S02 S03', true],
    ['A05', 'Umbrella Travel', 'United Kingdom', 'Travel', 'Bristol', '+44 117 496 0110', null, 'S01', true],
    ['A06', 'Soylent Sports', 'Spain', 'Sports', 'Valencia', '+34 96 555 01 12', '2030-09-30', 'S02', true],
    ['A07', 'Hooli Energy', 'Germany', 'Energy', 'Munich', '+49 89 5550120', '2025-12-31', 'S01', true],
    ['A08', 'Vandelay Media', 'United Kingdom', 'Media', 'London', '+44 20 7946 0100', '2030-12-31', 'S02 S03', false],
  ] as const
).map(([code, name, market, industry, city, phone, membershipEnd, staffCodes, active]) => ({
  id: sampleId('001', code),
  name,
  market,
  industry,
  city,
  phone,
  active,
  membershipEnd,
  staffIds: staffCodes.split(' ').map(staffCode => sampleId('005', staffCode)),
}));

// id, number, product, account, status, amount, currency, ordered, starts, ends
const orders: Order[] = (
  [
    [
      'D01',
      '00000101',
      'Market dashboards, 12 months',
      'A01',
      'Activated',
      48000,
      'EUR',
      '2026-10-12',
      '2026-11-01',
      '2027-10-31',
    ],
    [
      'D02',
      '00000102',
      'Additional category: Wellness',
      'A01',
      'Activated',
      12500,
      'EUR',
      '2026-11-09',
      '2026-12-01',
      '2027-10-31',
    ],
    [
      'D03',
      '00000103',
      'Market dashboards, 12 months',
      'A02',
      'Activated',
      39000,
      'EUR',
      '2026-09-28',
      '2026-10-01',
      '2027-09-30',
    ],
    [
      'D04',
      '00000104',
      'Consumer panel, quarterly',
      'A03',
      'Activated',
      27400,
      'EUR',
      '2026-11-02',
      '2026-11-15',
      '2027-11-14',
    ],
    [
      'D05',
      '00000105',
      'Market dashboards, 24 months',
      'A04',
      'Activated',
      84000,
      'GBP',
      '2026-08-17',
      '2026-09-01',
      '2028-08-31',
    ],
    ['D06', '00000106', 'Brand tracker', 'A05', 'Draft', 18900, 'GBP', '2026-11-16', '2027-01-01', '2027-12-31'],
    [
      'D07',
      '00000107',
      'Market dashboards, 12 months',
      'A06',
      'Activated',
      36000,
      'EUR',
      '2026-07-06',
      '2026-08-01',
      '2027-07-31',
    ],
    ['D08', '00000108', 'Price monitor', 'A03', 'Activated', 9800, 'EUR', '2026-10-21', '2026-11-01', '2027-04-30'],
    [
      'D09',
      '00000109',
      'Market dashboards, 12 months',
      'A07',
      'Closed',
      44000,
      'EUR',
      '2024-12-11',
      '2025-01-01',
      '2025-12-31',
    ],
    ['D10', '00000110', 'Audience report', 'A08', 'Closed', 15200, 'GBP', '2025-11-05', '2025-12-01', '2026-11-30'],
    ['D11', '00000111', 'Brand tracker', 'A04', 'Activated', 21000, 'GBP', '2026-10-30', '2026-11-15', '2027-11-14'],
    [
      'D12',
      '00000112',
      'Consumer panel, quarterly',
      'A06',
      'Draft',
      24600,
      'EUR',
      '2026-11-18',
      '2027-01-01',
      '2027-12-31',
    ],
  ] as const
).map(([code, number, product, account, status, amount, currency, orderedOn, startsOn, endsOn]) => ({
  id: sampleId('801', code),
  number,
  product,
  accountId: sampleId('001', account),
  status,
  amount,
  currency,
  orderedOn,
  startsOn,
  endsOn,
}));

// id, account, first name, last name, email, phone, job title
const contacts: Contact[] = (
  [
    ['C01', 'A01', 'Ada', 'Keller', 'ada.keller@acme.example.com', '+49 30 5550101', 'IHM customer'],
    ['C02', 'A01', 'Jonas', 'Brandt', 'jonas.brandt@acme.example.com', '+49 30 5550102', 'Marketing manager'],
    ['C03', 'A01', 'Mei', 'Tanaka', 'mei.tanaka@acme.example.com', null, 'Analyst'],
    ['C04', 'A01', 'Lukas', 'Vogel', 'lukas.vogel@acme.example.com', '+49 30 5550104', 'IHM customer'],
    ['C05', 'A01', 'Sofie', 'Lange', 'sofie.lange@acme.example.com', '+49 30 5550105', 'Executive'],
    ['C06', 'A01', 'Emil', 'Hartmann', null, '+49 30 5550106', null],
    ['C07', 'A02', 'Lucía', 'Navarro', 'lucia.navarro@acme.example.com', '+34 91 555 01 01', 'IHM customer'],
    ['C08', 'A02', 'Mateo', 'Ortega', 'mateo.ortega@acme.example.com', null, 'Analyst'],
    ['C09', 'A03', 'ليلى', 'حداد', 'layla.haddad@globex.example.com', '+49 40 5550112', 'Marketing manager'],
    ['C10', 'A03', 'Zoë 🦊', 'Fuchs', 'zoe.fuchs@globex.example.com', null, 'IHM customer'],
    ['C11', 'A03', 'Karl', 'Weiss', 'karl+dashboards@globex.example.com', '+49 40 5550114', 'Analyst'],
    [
      'C12',
      'A04',
      '<b>Robert</b>',
      "O'Neill <script>alert(1)</script>",
      'robert.oneill@initech.example.com',
      null,
      'IHM customer',
    ],
    ['C13', 'A04', 'Grace', 'Whitfield', 'grace.whitfield@initech.example.com', '+44 113 496 0102', 'Executive'],
    ['C14', 'A04', 'Tom', 'Ashworth', 'tom.ashworth@initech.example.com', null, 'Analyst'],
    ['C15', 'A05', 'Isla', 'Morgan', 'isla.morgan@umbrella.example.com', '+44 117 496 0111', 'Marketing manager'],
    ['C16', 'A05', 'Harry', 'Okafor', 'harry.okafor@umbrella.example.com', null, 'IHM customer'],
    ['C17', 'A06', 'Carmen', 'Vidal', 'carmen.vidal@soylent.example.com', '+34 96 555 01 13', 'IHM customer'],
    ['C18', 'A06', 'Hugo', 'Serrano', 'hugo.serrano@soylent.example.com', null, 'Analyst'],
    ['C19', 'A06', 'Noa', 'Campos', 'noa.campos@soylent.example.com', null, 'Executive'],
    ['C20', 'A07', 'Felix', 'Schuster', 'felix.schuster@hooli.example.com', '+49 89 5550121', 'IHM customer'],
    ['C21', 'A07', 'Anna', 'Riedel', 'anna.riedel@hooli.example.com', null, 'Analyst'],
    ['C22', 'A08', 'George', 'Bennett', 'george.bennett@vandelay.example.com', '+44 20 7946 0101', 'IHM customer'],
    ['C23', 'A08', 'Elaine', 'Marsh', 'elaine.marsh@vandelay.example.com', null, 'Marketing manager'],
    ['C24', 'A05', 'Núria', 'Puig i Ferran', 'nuria.puig@umbrella.example.com', null, 'Analyst'],
    ['C25', 'A01', 'Clara', 'Sommer', 'clara.sommer@acme.example.com', null, null],
  ] as const
).map(([code, account, firstName, lastName, email, phone, jobTitle]) => ({
  id: sampleId('003', code),
  accountId: sampleId('001', account),
  firstName,
  lastName,
  email,
  phone,
  jobTitle,
  porticoId: null,
}));

/** Made-up companies and people: what the CRM holds before anything has been done in it. */
export const sampleData: CrmData = { accounts, orders, contacts, staff };
