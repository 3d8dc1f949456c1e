import { accessListCases } from './access-list.ts';
import { accountListCases } from './account-list.ts';
import { dataProtectionCases } from './data-protection.ts';
import { eventCases } from './events.ts';
import { grantCases } from './grant.ts';
import { idempotencyCases } from './idempotency.ts';
import { preflightCases } from './preflight.ts';
import { recordCases } from './records.ts';
import { recoveryCases } from './recovery.ts';
import { scopeCases } from './scope.ts';
import { servedCases } from './served.ts';
import { settingsCases } from './settings.ts';
import { staffCases } from './staff.ts';
import { type Case, type Subject, sampleStaff, setStage, stageNeeds } from './subject.ts';

export type { Case, Subject } from './subject.ts';

/** Every case, in the order in which a new adapter's author would take them. */
export const conformanceCases: readonly Case[] = [
  ...recordCases,
  ...settingsCases,
  ...staffCases,
  ...grantCases,
  ...accessListCases,
  ...accountListCases,
  ...scopeCases,
  ...servedCases,
  ...preflightCases,
  ...recoveryCases,
  ...idempotencyCases,
  ...dataProtectionCases,
  ...eventCases,
];

/** One test for any runner: `run` throws where the backend differs, and names why where it skipped. */
export interface ConformanceTest {
  title: string;
  run(): Promise<{ skipped?: string }>;
}

/** The kit, bound to a backend: what it does not support is skipped, and nothing else. */
export function conformanceKit(create: () => Promise<Subject>): ConformanceTest[] {
  return conformanceCases.map(({ title, needs, run }) => ({
    title,
    async run() {
      const subject = await create();
      try {
        const { supports } = await subject.as(sampleStaff());
        const missing = [...stageNeeds, ...needs].filter(operation => !supports.has(operation));
        if (missing.length > 0) return { skipped: `does not support ${missing.join(', ')}` };
        await run(await setStage(subject));
        return {};
      } finally {
        await subject.close();
      }
    },
  }));
}
