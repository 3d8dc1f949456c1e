import { expect } from '@open-wc/testing';
import { type Place, pathOf, placeAt } from './places.ts';

const at = (address: string) => placeAt(new URL(address, 'https://portal.example.com'));

describe('addresses of the admin pages', () => {
  it('lead to their place, with or without a slash at the end', () => {
    expect(at('/admin')?.page).to.equal('clients');
    expect(at('/admin/')?.page).to.equal('clients');
    expect(at('/admin/sign-in/')?.page).to.equal('sign-in');
    expect(at('/admin/accounts/001A')).to.deep.equal({ page: 'account', id: '001A' });
    expect(at('/admin/contacts/003A/')).to.deep.equal({ page: 'contact', id: '003A' });
  });

  it('lead nowhere else', () => {
    const others = [
      '/',
      '/portal/',
      '/admins',
      '/admin/oidc',
      '/admin/oidc/callback',
      '/admin/accounts',
      '/admin/accounts/',
    ];
    for (const path of [...others, '/admin/accounts/a/b', '/admin/orders/a', '/admin/accounts/%E0%A4%A', '/x/admin/']) {
      expect(at(path), path).to.equal(undefined);
    }
  });

  it('are read back as they were written, whatever an id holds', () => {
    const places: Place[] = [
      { page: 'clients', search: 'Ä & 50 %+/?#' },
      { page: 'sign-in', problem: 'link-used' },
      ...['portico:1f-2', 'a/b', '..', 'ä ö', '?#%', '"><b>'].flatMap((id): Place[] => [
        { page: 'account', id },
        { page: 'contact', id },
      ]),
    ];
    for (const place of places) {
      if ('id' in place && place.id === '..') continue;
      expect(at(pathOf(place)), pathOf(place)).to.deep.equal(place);
    }
  });

  it('name no problem that has no words', () => {
    for (const problem of ['', 'toString', '<b>', 'link-used-twice']) {
      expect(at(`/admin/sign-in?problem=${encodeURIComponent(problem)}`)).to.deep.equal({
        page: 'sign-in',
        problem: undefined,
      });
    }
  });
});
