import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const script = new URL(import.meta.resolve('@portico/widgets/record-page.js'));

/** Portico's widgets: one file, as the package ships it. */
export const widgetsFile = fileURLToPath(script);

/** What a browser compares the file with before it runs it, as the build wrote it. */
export const widgetsIntegrity = readIntegrity();

function readIntegrity(): string {
  const hashes: Record<string, string> = JSON.parse(readFileSync(new URL('integrity.json', script), 'utf8'));
  const hash = hashes['record-page.js'];
  if (!hash) throw new Error('integrity.json does not name record-page.js');
  return hash;
}
