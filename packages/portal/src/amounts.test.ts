import { expect } from '@open-wc/testing';
import { wait } from './amounts.ts';

describe('a time to wait', () => {
  it('is rounded up, in the unit people count in', () => {
    expect(wait(1, 'en')).to.equal('1 second');
    expect(wait(59, 'en')).to.equal('59 seconds');
    expect(wait(60, 'en')).to.equal('1 minute');
    expect(wait(61, 'en')).to.equal('2 minutes');
    expect(wait(5400, 'en')).to.equal('2 hours');
  });
});
