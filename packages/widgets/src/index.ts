export { PorticoCreateUser } from './create-user/create-user.ts';
export { GrantForm, type GrantFormHost } from './create-user/grant-form.ts';
export { AccessList, type AccessListQuery, type AccessRows } from './dashboard-access/access-list.ts';
export { PorticoDashboardAccess } from './dashboard-access/dashboard-access.ts';
export type {
  AccessGrantedEvent,
  BeforeAccessGrantEvent,
  BeforePasswordResetEvent,
  BeforeRegistrationResendEvent,
  BeforeUserActivateEvent,
  PasswordResetSentEvent,
  PorticoBeforeEventMap,
  PorticoEventMap,
  RegistrationResentEvent,
  UserActivatedEvent,
} from './events/dom-events.ts';
export { LiveEvents } from './events/live-events.ts';
export { PorticoPasswordReset } from './password-reset/password-reset.ts';
export { Recovery, type RecoveryHost } from './password-reset/recovery.ts';
export type { PorticoHost } from './portico-host.ts';
export { PorticoWidget, type WidgetState } from './portico-widget.ts';
export { type PorticoContext, porticoContext } from './provider/context.ts';
export { type ConnectOptions, PorticoProvider, type TokenReason } from './provider/provider.ts';
export type { VerdictFacts } from './texts/en.ts';
export * as en from './texts/en.ts';
export type { TextOverrides, Texts } from './texts/texts.ts';
