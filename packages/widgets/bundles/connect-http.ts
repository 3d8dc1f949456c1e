import { httpAdapter } from '@portico/adapters/http';
import { access, events, recovery, settings, users } from '@portico/core';
import { PorticoProvider } from '../src/provider/provider.ts';

// Before the provider is defined, so that the first one on the page can already connect.
PorticoProvider.connect = options => httpAdapter({ ...options, groups: { access, events, recovery, settings, users } });
