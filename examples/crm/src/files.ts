import { asset } from './asset.ts';

const inPublic = (name: string) => new URL(`../public/${name}`, import.meta.url);

const theme = asset('/crm/theme.css', inPublic('theme.css'));
const bar = asset('/crm/bar.css', inPublic('bar.css'));
const crm = asset('/crm/crm.css', inPublic('crm.css'));
const record = asset('/crm/record.css', inPublic('record.css'));
const start = asset('/crm/start.css', inPublic('start.css'));
const script = asset('/crm/crm.js', inPublic('crm.js'));
const icon = asset('/crm/icon.svg', inPublic('icon.svg'));

/** Portico's widgets for record pages, as the package ships them. */
export const widgets = new URL(import.meta.resolve('@portico/widgets/record-page.js'));
const recordPage = asset('/portico/record-page.js', widgets);

/** Every file that the CRM serves. */
export const assets = [theme, bar, crm, record, start, script, icon, recordPage];

/** The addresses of the files that pages load. */
export interface Files {
  /** Of the CRM's pages. */
  styles: string[];
  /** Of the start page. */
  startStyles: string[];
  script: string;
  /** Portico's widgets. */
  widgets: string;
  icon: string;
}

/** The addresses as they are now. */
export function files(): Files {
  return {
    styles: [theme.href(), bar.href(), crm.href(), record.href()],
    startStyles: [theme.href(), start.href()],
    script: script.href(),
    widgets: recordPage.href(),
    icon: icon.href(),
  };
}
