import { expect } from '@open-wc/testing';
import { pathOf, placeAt } from './places.ts';
import { sectionLink } from './section-link.ts';

const pageAt = (pathname: string) => placeAt({ pathname });

describe('addresses', () => {
  it('lead to their page, with or without a slash at the end', () => {
    expect(pageAt('/portal')).to.equal('home');
    expect(pageAt('/portal/')).to.equal('home');
    expect(pageAt('/portal/sign-in')).to.equal('sign-in');
    expect(pageAt('/portal/register/')).to.equal('register');
    expect(pageAt(pathOf('reset'))).to.equal('reset');
    for (const path of ['/', '/portal/other', '/portal/sign-in/x', '/portalsign-in']) {
      expect(pageAt(path), path).to.equal(undefined);
    }
  });

  it('of sections are followed only where a click may go', () => {
    const origin = 'https://portal.example.com';
    expect(sectionLink('/dashboards', origin)).to.equal('https://portal.example.com/dashboards');
    expect(sectionLink('https://courses.example.com/a', origin)).to.equal('https://courses.example.com/a');
    for (const url of ['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'data:text/html,x', 'https://']) {
      expect(sectionLink(url, origin), url).to.equal(undefined);
    }
  });
});
