import type { Setting } from '../settings/setting.ts';
import { settingGroups } from '../settings/settings-table.ts';
import type { Command } from './command.ts';

const width = 100;

/** What `portico --help` says: the commands, and the variables that configure all of them. */
export function usage(commands: readonly Command[]): string {
  const settings = settingGroups.map(group => `${group.title}:\n${columns(group.settings.map(rowOf))}`);
  return [
    'Usage: portico COMMAND [FLAGS]',
    columns(commands.map(({ name, summary }) => [name, summary])),
    '`portico COMMAND --help` says more about one, `portico --version` which version this is.',
    wrap(
      'Portico is configured by environment variables. The documentation has a page for each. A secret can be given as a file: PORTICO_SECRET_FILE names the one of PORTICO_SECRET.',
      width,
    ),
    ...settings,
    '',
  ].join('\n\n');
}

/** What `portico COMMAND --help` says. */
export function helpFor({ name, summary, help, options }: Command): string {
  const flags = Object.entries(options).map(([flag, { value, meaning }]): [string, string] => [
    value === undefined ? `--${flag}` : `--${flag} ${value}`,
    meaning,
  ]);
  return [
    `Usage: portico ${name}${flags.length > 0 ? ' [FLAGS]' : ''}`,
    wrap(summary, width),
    ...(help ? help.split('\n\n').map(paragraph) : []),
    ...(flags.length > 0 ? [columns(flags)] : []),
    'It is configured by the environment variables that `portico --help` lists.\n',
  ].join('\n\n');
}

/** What is indented is an example, and stays as it is. */
function paragraph(text: string): string {
  return text.startsWith(' ') ? text : wrap(text.replaceAll('\n', ' '), width);
}

function rowOf({ variable, meaning, default: standard, unset }: Setting): [string, string] {
  // A list without spaces would be one long word.
  const without = standard?.replaceAll(/,(?=\S)/g, ', ') ?? unset;
  return [variable, `${meaning} Default: ${without}.`.replaceAll('`', '')];
}

/** Two columns; what does not fit into a line goes on below itself. */
function columns(rows: readonly (readonly [string, string])[]): string {
  const left = Math.max(...rows.map(([name]) => name.length)) + 4;
  return rows
    .map(([name, text]) => {
      const lines = wrap(text, width - left).split('\n');
      return `  ${name.padEnd(left - 2)}${lines.join(`\n${' '.repeat(left)}`)}`;
    })
    .join('\n');
}

function wrap(text: string, columns: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].join('\n');
}
