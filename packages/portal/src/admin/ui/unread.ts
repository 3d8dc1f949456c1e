import type { PorticoError } from '@portico/core';
import { html, type TemplateResult } from 'lit';
import { workButton } from '../../ui/feedback.ts';
import { alert, broken, locked } from '../../ui/icons.ts';
import { pathOf } from '../places.ts';
import { failureText } from '../staff-error.ts';
import { en } from '../texts/en.ts';
import { blank } from './blank.ts';

/** The title of what could not be read. */
export function unreadTitle(
  { code }: PorticoError,
  texts: { unread: string /** There is none that the person may know of. */; missingTitle?: string },
): string {
  if (code === 'forbidden') return en.noPermissionTitle;
  return (code === 'not-found' && texts.missingTitle) || texts.unread;
}

/** Why something could not be read, and the way on. */
export function unread(
  failure: PorticoError,
  texts: { title?: string; missingLead?: string },
  { busy, onRetry }: { busy: boolean; onRetry: () => void },
): TemplateResult {
  const title = texts.title ? { title: texts.title } : {};
  if (failure.code === 'forbidden') return blank({ ...title, icon: locked, lead: en.noPermissionLead });
  if (failure.code === 'not-found' && texts.missingLead) {
    const action = html`<a class="button secondary compact" href=${pathOf({ page: 'clients' })}><span>${en.toClients}</span></a>`;
    return blank({ ...title, icon: broken, lead: texts.missingLead, action });
  }
  const action = workButton({ label: en.tryAgain, busy, look: 'secondary compact', onClick: onRetry });
  return blank({ ...title, icon: alert, lead: failureText(failure), action });
}
