import type { AdminOptions } from '@portico/example-admin';
import { adoptContact, isPorticoId } from './adopt.ts';
import type { Portico } from './portico.ts';
import { viewFor } from './record-view.ts';
import { sampleAdmin } from './sample-data.ts';
import type { Store } from './store.ts';

type Access = Pick<AdminOptions, 'staffName' | 'createToken' | 'records'>;

/** What the old admin panel is given: the CRM's own records, in the name of the one member of staff who uses it. */
export function adminAccess({ store, portico }: { store: Store; portico: Portico }): Access {
  const staff = store.data.staff.find(({ email }) => email === sampleAdmin);
  if (!staff) throw new Error('the CRM does not have the sample administrator');
  const view = () => viewFor(store.data, staff);
  return {
    staffName: staff.name,
    createToken: () => portico.createToken(staff),
    records: {
      customers: () => view().accounts,
      contacts: () => view().contacts,
      findContact: async id => (isPorticoId(id) ? adoptContact({ store, portico }, staff, id) : view().contact(id)),
    },
  };
}
