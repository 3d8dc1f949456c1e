import assert from 'node:assert/strict';
import type { Finding } from './finding.ts';

/** Asserts that something was found, with the mark and the remedy that are expected of it. */
export function assertFound(findings: Finding[], mark: Finding['mark'], says: RegExp, remedy?: RegExp): void {
  const found = findings.find(finding => says.test(finding.says));
  const all = findings.map(finding => `${finding.mark}: ${finding.says} ${finding.remedy ?? ''}`).join('\n');
  assert.ok(found, `${says} is missing in\n${all}`);
  assert.equal(found.mark, mark, found.says);
  if (remedy) assert.match(found.remedy ?? '', remedy);
  else assert.equal(found.remedy, undefined);
}
