import { fileVariable, type Setting, settingGroups, settingsTable } from '@portico/server/settings';

/** What the settings table says, as files of the repository: a page per variable, their index, and an example file. */
export function settingsFiles(): Map<string, string> {
  return new Map([
    ...settingsTable.map((setting): [string, string] => [`docs/settings/${setting.variable}.md`, pageOf(setting)]),
    ['docs/settings/index.md', indexPage()],
    ['examples/deploy/.env.example', exampleFile()],
  ]);
}

function pageOf(setting: Setting): string {
  const { variable, path, meaning, mustBe, example, notes, secret } = setting;
  const secrecy =
    secret === 'whole'
      ? `The value is never printed. It can also be given as a file: \`${fileVariable(setting)}\` names it.`
      : `Its password is never printed. The value can also be given as a file: \`${fileVariable(setting)}\` names it.`;
  const rows = [
    ['Default', defaultOf(setting)],
    ['Value', `M${mustBe.slice(1)}`],
    ['Example', `\`${variable}=${shellValue(example)}\``],
    ['In code', `\`${path}\` of the options of \`startServer\``],
    ...(secret ? [['Secret', secrecy]] : []),
  ];
  return [
    `# ${variable}`,
    meaning,
    `| | |\n|---|---|\n${rows.map(([name, text]) => `| ${name} | ${text} |`).join('\n')}`,
    ...notes,
    '[All settings](index.md)\n',
  ].join('\n\n');
}

function indexPage(): string {
  return `# Settings

The server is configured by environment variables. A value that cannot be used ends the start, with a line that names the variable and says what to do. So does a name that begins with \`PORTICO_\` and is none of these. A blank value counts as not set.

A secret can be given as a file, as container engines do it: \`PORTICO_SECRET_FILE=/run/secrets/portico-secret\` in place of \`PORTICO_SECRET\`. The page of a setting says whether it is one.

${tables()}
[Server](../server.md) says how a server is run, [Deploying](../deploying.md) how in containers.
`;
}

function tables(): string {
  return settingGroups
    .map(({ title, settings }) => {
      const rows = settings.map(
        setting => `| [\`${setting.variable}\`](${setting.variable}.md) | ${defaultOf(setting)} | ${setting.meaning} |`,
      );
      return `## ${title}\n\n| Variable | Default | Meaning |\n|---|---|---|\n${rows.join('\n')}\n`;
    })
    .join('\n');
}

function exampleFile(): string {
  const groups = settingGroups.map(({ title, settings }) => {
    const lines = settings.map(({ variable, meaning, example, secret }) => {
      const name = secret ? fileVariable({ variable }) : variable;
      const value = secret ? `/run/secrets/${fileNameOf(variable)}` : example;
      return `# ${meaning.replaceAll('`', '')}\n#${name}=${value}\n`;
    });
    return `# ── ${title}\n\n${lines.join('\n')}`;
  });
  return `# Settings of a Portico server, for \`env_file\` of a compose file: one line each, without quotes.
# Written by \`pnpm docs:settings\`. docs/settings has a page for each.
# Copy this file to .env and take the # away from what you set. Secrets stand in files of their own.

${groups.join('\n')}`;
}

function defaultOf({ default: standard, unset = '' }: Setting): string {
  return standard === undefined ? unset : `\`${standard}\``;
}

/** A value as a shell takes it. */
function shellValue(text: string): string {
  return /^[\w@:/.,+=%-]+$|^"\$\(/.test(text) ? text : `"${text}"`;
}

/** The name that the compose file gives to a secret. */
function fileNameOf(variable: string): string {
  return variable.toLowerCase().replaceAll('_', '-');
}
