import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Program {
  title: string;
  /** The environment variable that names it where it is in no usual place. */
  variable: string;
  commands: string[];
  /** Where it is on a machine that has no command for it. */
  places: string[];
  debianPackage: string;
}

const programs = {
  chromium: {
    title: 'Chromium',
    variable: 'CHROMIUM',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    places: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
    debianPackage: 'chromium',
  },
  firefox: {
    title: 'Firefox',
    variable: 'FIREFOX',
    commands: ['firefox-esr', 'firefox'],
    places: ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
    debianPackage: 'firefox-esr',
  },
  webkitDriver: {
    title: 'WebKitWebDriver',
    variable: 'WEBKIT_DRIVER',
    commands: ['WebKitWebDriver'],
    places: [],
    debianPackage: 'webkit2gtk-driver',
  },
  xvfb: { title: 'Xvfb', variable: 'XVFB', commands: ['Xvfb'], places: [], debianPackage: 'xvfb' },
} as const satisfies Record<string, Program>;

export type ProgramName = keyof typeof programs;

/** The browsers that tests can run in, and the programs that each of them takes. */
export const browsers = {
  chromium: ['chromium'],
  firefox: ['firefox'],
  webkit: ['webkitDriver', 'xvfb'],
} as const satisfies Record<string, ProgramName[]>;

export type BrowserName = keyof typeof browsers;

export function isBrowserName(name: string): name is BrowserName {
  return Object.hasOwn(browsers, name);
}

/** What finding and installing a program needs of the machine. */
export interface Machine {
  env: Record<string, string | undefined>;
  exists(path: string): boolean;
  /** Absent where packages cannot be installed. */
  install?: ((debianPackage: string) => void) | undefined;
}

/** What a browser needs to be told on this machine: its sandbox does not work for root. */
export const browserArgs = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Where the program is. Installs Debian's where that is possible, or fails by saying what to do. */
export function ensureProgram(name: ProgramName, machine: Machine = thisMachine()): string {
  const { title, variable, debianPackage }: Program = programs[name];
  const named = machine.env[variable];
  if (named && !machine.exists(named)) throw new Error(`${variable} names ${named}, which does not exist.`);
  const found = named || findProgram(programs[name], machine);
  if (found) return found;
  try {
    machine.install?.(debianPackage);
  } catch (cause) {
    throw new Error(`${title} was not found, and installing it failed. ${advice(programs[name])}`, { cause });
  }
  const installed = findProgram(programs[name], machine);
  if (installed) return installed;
  throw new Error(`${title} was not found. ${advice(programs[name])}`);
}

function findProgram({ commands, places }: Pick<Program, 'commands' | 'places'>, machine: Machine): string | undefined {
  const folders = (machine.env.PATH ?? '').split(delimiter).filter(folder => folder !== '');
  const commandPlaces = commands.flatMap(command => folders.map(folder => join(folder, command)));
  return [...commandPlaces, ...places].find(place => machine.exists(place));
}

function advice({ variable, debianPackage }: Program): string {
  return `Install it (Debian: apt-get install ${debianPackage}), or name it in the environment variable ${variable}.`;
}

function thisMachine(): Machine {
  const { env } = process;
  const aptGet = findProgram({ commands: ['apt-get'], places: [] }, { env, exists: existsSync });
  const isRoot = process.getuid?.() === 0;
  return { env, exists: existsSync, install: aptGet && isRoot ? name => installPackage(aptGet, name) : undefined };
}

function installPackage(aptGet: string, debianPackage: string): void {
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  execFileSync(aptGet, ['update', '-q'], options);
  execFileSync(aptGet, ['install', '-yq', '--no-install-recommends', debianPackage], options);
}
