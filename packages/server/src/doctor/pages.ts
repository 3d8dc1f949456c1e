import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { adminFolder, portalFolder } from '@portico/portal';
import { type Finding, topic } from './finding.ts';

const { fine, mend } = topic('pages');

/** Whether the portal and the admin pages are there to be served, where links in mails lead. */
export function examinePages(files = [join(portalFolder, 'index.html'), join(adminFolder, 'admin.html')]): Finding[] {
  const missing = files.filter(file => !existsSync(file));
  if (missing.length === 0) return [fine('The portal and the admin pages are built.')];
  return [
    mend(
      `The pages for clients and staff are not built: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
      'Run node_modules/.bin/pnpm build in the clone. What was installed or deployed without them must be built and deployed again.',
    ),
  ];
}
