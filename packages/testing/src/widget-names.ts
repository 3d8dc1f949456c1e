import { globSync } from 'node:fs';
import { basename, resolve } from 'node:path';

/** Where the widgets' folders are. */
export const widgetsFolder: string = resolve(import.meta.dirname, '../../widgets/src');

/** Every widget that there is, as in `create-user`: each folder with an example. A new one joins by its being there. */
export function widgetNames(): string[] {
  return globSync('*/*.example.ts', { cwd: widgetsFolder })
    .map(file => basename(file, '.example.ts'))
    .sort();
}
