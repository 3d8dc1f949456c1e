import { expect } from '@open-wc/testing';
import { PorticoError } from '@portico/core';
import { refuse } from '../stub-network.fixture.ts';
import { signedInBy } from './signed-in.ts';
import { acme, nora, rows, stubStaffServer } from './stub-admin.fixture.ts';

let server: ReturnType<typeof stubStaffServer>;

function begin(answers: Parameters<typeof stubStaffServer>[0] = {}) {
  server = stubStaffServer(answers);
  const told: string[] = [];
  const signedIn = signedInBy(server.api, {
    onKnown: () => told.push('known'),
    onEnded: () => told.push('ended'),
  });
  return { signedIn, told };
}

const codeOf = (work: Promise<unknown>) => work.then(() => undefined).catch((error: PorticoError) => error.code);

describe('a sign-in', () => {
  afterEach(() => server.restore());

  it('gets one token for all calls, by the cookie, and calls with it', async () => {
    const { signedIn } = begin();
    await Promise.all([signedIn.backend.accounts.list({}), signedIn.settings(), signedIn.settings()]);
    expect([server.called('POST /staff/session/token'), server.called('GET /settings')]).to.deep.equal([1, 1]);
  });

  it('gets another token when one is refused, and the call is made again', async () => {
    let isOld = true;
    const { signedIn, told } = begin({
      'GET /accounts': () => {
        if (!isOld) return rows([acme]);
        isOld = false;
        throw new PorticoError('unauthenticated');
      },
    });
    expect((await signedIn.backend.accounts.list({})).items).to.have.length(1);
    expect(server.called('POST /staff/session/token')).to.equal(2);
    expect(told).to.deep.equal([]);
  });

  it('tells that it has ended when there is no token any more', async () => {
    const { signedIn, told } = begin({ 'POST /staff/session/token': refuse('unauthenticated') });
    expect(await codeOf(signedIn.backend.accounts.list({}))).to.equal('unauthenticated');
    expect(told).to.deep.equal(['ended']);
  });

  it('has not ended while only the connection is lost, and asks again', async () => {
    const { signedIn, told } = begin({ 'GET /staff/session': refuse('network') });
    expect(await codeOf(signedIn.session())).to.equal('network');
    expect([signedIn.person, told]).to.deep.equal([undefined, []]);
    server.answers['GET /staff/session'] = () => nora;
    await Promise.all([signedIn.session(), signedIn.session()]);
    expect([signedIn.person?.email, told]).to.deep.equal([nora.email, ['known']]);
  });
});
