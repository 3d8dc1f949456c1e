import { portOverHttp } from '@portico/adapters/http';
import { links, session } from '@portico/core';
import type { Portal, PortalApi } from './portal.ts';
import { type Answer, stubNetwork } from './stub-network.fixture.ts';

/** For tests: the real API client in front of a stubbed network. */
export function stubServer(answers: Record<string, Answer>) {
  const api: PortalApi = portOverHttp({ session, links }, { baseUrl: location.origin, credentials: 'same-origin' });
  return { ...stubNetwork(answers), api };
}

/** A portal that notes where a page wants to go. */
export function stubPortal(api: PortalApi) {
  const went: { page: string; notice?: string | undefined }[] = [];
  const told: string[] = [];
  const portal: Portal = {
    api,
    name: 'Acme Portal',
    typedEmail: '',
    start() {},
    remember() {},
    go: (page, { visit } = {}) => {
      went.push({ page, notice: visit?.notice });
    },
    tellOthers: change => {
      told.push(change);
    },
  };
  return { portal, went, told };
}
