import { expect } from '@open-wc/testing';
import { lastingVisit, readVisit, tokenFromFragment } from './visit.ts';

describe('a visit', () => {
  it('takes the secret of a link out of the fragment', () => {
    expect(tokenFromFragment('#abc.def-_')).to.equal('abc.def-_');
    expect(tokenFromFragment('#abc%2Edef')).to.equal('abc.def');
    expect(tokenFromFragment('#100%')).to.equal('100%');
    expect(tokenFromFragment('#')).to.equal(undefined);
    expect(tokenFromFragment('')).to.equal(undefined);
  });

  it('prefers a new secret to the one that was kept', () => {
    expect(readVisit({ linkToken: 'old' }, '#new').linkToken).to.equal('new');
    expect(readVisit({ linkToken: 'old' }).linkToken).to.equal('old');
  });

  it('reads nothing from a history entry of somebody else', () => {
    for (const state of [null, undefined, 'text', 7, [], { linkToken: 7, notice: '<b>', signedIn: 'yes' }]) {
      expect(readVisit(state)).to.deep.equal({});
    }
  });

  it('does not tell twice what was only true on arrival', () => {
    expect(lastingVisit({ linkToken: 'a', notice: 'signed-out', signedIn: true })).to.deep.equal({
      linkToken: 'a',
      signedIn: true,
    });
    expect(lastingVisit({ notice: 'session-ended', signedIn: false })).to.deep.equal({});
  });
});
