import { expect } from '@open-wc/testing';
import { access, format } from './en.ts';

describe('the English texts', () => {
  const instants = Array.from({ length: 24 }, (_, i) => new Date(2025, i, 1 + i, i, 7 * i).toISOString());
  const written = (options: Intl.DateTimeFormatOptions, at: string) =>
    new Intl.DateTimeFormat('en-GB', options).format(new Date(at)).replace('Sept', 'Sep');

  it('write days and minutes as Intl does, with September as short as the other months', () => {
    for (const at of instants) {
      expect(format.date(at)).to.equal(written({ dateStyle: 'medium' }, at));
      expect(format.time(at)).to.equal(written({ dateStyle: 'medium', timeStyle: 'short' }, at));
    }
  });

  it('write numbers in groups', () => {
    for (const count of [2, 999, 1000, 65_536, 1_000_000]) {
      expect(access.people(count, false)).to.equal(`${count.toLocaleString('en')} people`);
    }
  });
});
