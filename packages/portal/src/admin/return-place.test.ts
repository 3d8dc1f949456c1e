import { expect } from '@open-wc/testing';
import { forgetReturnPlace, keepReturnPlace, takeReturnPlace } from './return-place.ts';

const key = 'portico-admin-return';

describe('the place to return to', () => {
  afterEach(() => sessionStorage.clear());

  it('is given once', () => {
    keepReturnPlace({ page: 'account', id: 'portico:1' });
    expect(takeReturnPlace()).to.deep.equal({ page: 'account', id: 'portico:1' });
    expect(takeReturnPlace()).to.equal(undefined);
  });

  it('is never the sign-in page, and can be forgotten', () => {
    keepReturnPlace({ page: 'contact', id: '1' });
    keepReturnPlace({ page: 'sign-in', problem: 'failed' });
    expect(takeReturnPlace()).to.deep.equal({ page: 'contact', id: '1' });
    keepReturnPlace({ page: 'contact', id: '1' });
    forgetReturnPlace();
    expect(takeReturnPlace()).to.equal(undefined);
  });

  it('is never foreign, whatever stands in the storage', () => {
    const foreign = [
      'https://evil.example.com/admin/',
      '//evil.example.com/admin/',
      '/\\evil.example.com/admin/',
      '/\t/evil.example.com/admin/',
      'javascript:alert(1)//admin/',
      '/portal/',
      '/admin/../portal/',
      '/admin/oidc',
      '/admin/sign-in?problem=failed',
      '//',
      'admin/',
      '',
    ];
    for (const text of foreign) {
      sessionStorage.setItem(key, text);
      expect(takeReturnPlace(), text).to.equal(undefined);
    }
  });
});
