import { examine } from '../doctor/examine.ts';
import type { Finding } from '../doctor/finding.ts';
import { type Command, type CommandOptions, readFlags } from './command.ts';

const options = {
  json: { type: 'boolean', meaning: 'Writes what was found as JSON.' },
} as const satisfies CommandOptions;

/** Looks for what is wrong. */
export const doctorCommand: Command = {
  name: 'doctor',
  summary:
    'Looks at configuration, database, keys, links, mail server, origins, pages and clocks, and says what to do.',
  help: `✓ is fine, ! is worth a thought, ✗ must be mended. The exit code is 1 where something must be mended.
It changes nothing and sends no mail. Run it where the server runs, with the same environment.`,
  options,
  async run(args, { environment, out }) {
    const { json } = readFlags(args, options);
    const findings = await examine(environment);
    const isSound = findings.every(({ mark }) => mark !== 'mend');
    out(json ? `${JSON.stringify({ isSound, findings }, undefined, 2)}\n` : report(findings));
    return isSound ? 0 : 1;
  },
};

const signs = { fine: '✓', consider: '!', mend: '✗' } as const;

function report(findings: readonly Finding[]): string {
  const lines = findings.map(({ topic, mark, says, remedy }) => {
    const line = `${signs[mark]} ${topic.padEnd(13)}  ${says}\n`;
    return remedy === undefined ? line : `${line}${' '.repeat(17)}→ ${remedy}\n`;
  });
  const count = (wanted: Finding['mark']) => findings.filter(({ mark }) => mark === wanted).length;
  return `${lines.join('')}\n${count('mend')} to mend, ${count('consider')} to consider, ${count('fine')} fine.\n`;
}
