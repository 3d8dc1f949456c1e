import { readFileSync } from 'node:fs';
import { nearest } from './nearest.ts';
import { fileVariable, type Setting } from './setting.ts';
import { settingsTable } from './settings-table.ts';

const prefix = 'PORTICO_';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What an environment sets: a value for each path of the configuration, and a line for each variable that is wrong. */
export interface GivenSettings {
  values: [path: string, value: unknown][];
  problems: string[];
}

/** Reads the variables of the settings table. Blank ones count as not set. */
export function settingsFromEnvironment(environment: Environment): GivenSettings {
  const values: GivenSettings['values'] = [];
  const problems = unknownVariables(environment);
  for (const setting of settingsTable) {
    const { text, problem } = textOf(setting, environment);
    if (problem !== undefined) problems.push(problem);
    if (text !== undefined) values.push([setting.path, readText(setting, text)]);
  }
  return { values, problems };
}

/** What a text of the environment means. */
export function readText({ parse }: Setting, text: string): unknown {
  return parse ? parse(text) : text;
}

function textOf(setting: Setting, environment: Environment): { text?: string | undefined; problem?: string } {
  const { variable, secret } = setting;
  const text = given(environment, variable);
  const file = secret && given(environment, fileVariable(setting));
  if (!file) return { text };
  const named = fileVariable(setting);
  if (text !== undefined) return { problem: `${variable}: is set together with ${named}. Remove one of them.` };
  try {
    const content = readFileSync(file, 'utf8').trim();
    return content ? { text: content } : { problem: `${named}: the file ${file} is empty. Write the value into it.` };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    return { problem: `${named}: the file ${file} cannot be read (${code}). Mount it, and let this user read it.` };
  }
}

/** A mistyped name would silently leave its setting at the default. */
function unknownVariables(environment: Environment): string[] {
  const plain = settingsTable.map(setting => setting.variable);
  const files = settingsTable.filter(setting => setting.secret).map(fileVariable);
  const known = new Set([...plain, ...files]);
  return Object.keys(environment)
    .filter(name => name.startsWith(prefix) && !known.has(name) && given(environment, name) !== undefined)
    .filter(name => !isServiceLink(name, environment))
    .map(name => {
      const own = plain.find(variable => name === fileVariable({ variable }));
      if (own) return `${name}: only secrets are read from files. Set ${own} itself.`;
      const meant = meantBy(name, [...known]);
      return `${name}: is no setting.${meant ? ` Did you mean ${meant}?` : ''} \`portico --help\` lists all.`;
    });
}

/** Some settings have no prefix. Those that have it are alike only by what follows it. */
function meantBy(name: string, known: readonly string[]): string | undefined {
  const bare = name.replace(prefix, '');
  if (known.includes(bare)) return bare;
  const prefixed = known.filter(variable => variable.startsWith(prefix)).map(variable => variable.replace(prefix, ''));
  const found = nearest(bare, prefixed);
  return found && `${prefix}${found}`;
}

/**
 * Kubernetes sets variables such as `PORTICO_PORT` for a service that is called `portico`.
 * @see https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables
 */
function isServiceLink(name: string, environment: Environment): boolean {
  const service = /^(PORTICO\w*?)_(SERVICE|PORT)(_|$)/.exec(name)?.[1];
  return service !== undefined && environment[`${service}_SERVICE_HOST`] !== undefined;
}

function given(environment: Environment, variable: string): string | undefined {
  return environment[variable]?.trim() || undefined;
}
