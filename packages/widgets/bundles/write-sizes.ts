import { readFileSync, writeFileSync } from 'node:fs';
import { measureAll, sizesPage, withTable } from './sizes-page.ts';

// Writes what the modules weigh into the documentation; a test holds that it has been done.

const measured = await measureAll();
writeFileSync(sizesPage, withTable(readFileSync(sizesPage, 'utf8'), measured));
for (const { name, budget, weight } of measured) console.log(`${name}: ${weight.total} of ${budget} bytes`);
