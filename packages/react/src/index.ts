// Made of the widgets’ manifest by `pnpm --filter @portico/react generate`, and never edited.
export type * from '@portico/widgets';
export { CreateUser, type CreateUserProps } from './components/create-user.ts';
export { DashboardAccess, type DashboardAccessProps } from './components/dashboard-access.ts';
export { PasswordReset, type PasswordResetProps } from './components/password-reset.ts';
export { PorticoProvider, type PorticoProviderProps } from './components/provider.ts';
