import { expect } from '@open-wc/testing';
import { membershipOf } from './membership.ts';

describe('a membership', () => {
  it('counts as ended once its last day is over everywhere', () => {
    const at = (instant: string) => membershipOf({ membershipEnd: '2026-03-31' }, new Date(instant));
    expect(at('2026-03-31T23:59:59Z')).to.equal('running');
    expect(at('2026-04-01T11:59:59Z')).to.equal('running');
    expect(at('2026-04-01T12:00:00Z')).to.equal('ended');
  });

  it('without an end does not end', () => {
    expect(membershipOf({ membershipEnd: null }, new Date('2999-01-01T00:00:00Z'))).to.equal('unlimited');
  });
});
