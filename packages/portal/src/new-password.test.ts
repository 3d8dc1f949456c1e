import { expect } from '@open-wc/testing';
import { passwordProblem, passwordStrength, shortestPassword } from './new-password.ts';

describe('a new password', () => {
  it('is refused where the server would refuse it', () => {
    expect(passwordProblem('x'.repeat(shortestPassword - 1))).to.equal('password-too-short');
    expect(passwordProblem('k7#qz-9w!m')).to.equal(undefined);
    expect(passwordProblem('abcdefgh'.repeat(16))).to.equal(undefined);
    expect(passwordProblem('aaaaaaaaaa')).to.equal('password-too-common');
    expect(passwordProblem('Password123')).to.equal('password-too-common');
    expect(passwordProblem('x'.repeat(129))).to.equal('password-too-long');
  });

  it('is measured by what cannot be foreseen', () => {
    expect(passwordStrength('')).to.equal('empty');
    expect(passwordStrength('k7#qz')).to.equal('short');
    expect(passwordStrength('aaaaaaaaaaaaaaaaaaaa')).to.equal('weak');
    expect(passwordStrength('12345678901234567890')).to.equal('weak');
    expect(passwordStrength('correct horse')).to.equal('good');
    expect(passwordStrength('correct horse battery')).to.equal('strong');
  });
});
