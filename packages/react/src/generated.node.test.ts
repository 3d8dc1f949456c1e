import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { componentName, eventProps } from '../generator/component.ts';
import { settableProperties } from '../generator/manifest.ts';
import { generatedSources, readElements } from '../generator/sources.ts';

const root = resolve(import.meta.dirname, '..');
const elements = readElements();
const remedy = 'run `pnpm --filter @portico/react generate`';

test('the components are those that the widgets’ manifest makes, each exported', () => {
  const sources = generatedSources();
  const found = globSync('{components/*,index.ts}', { cwd: join(root, 'src') });
  assert.ok(found.length > 4, 'the components were found');
  assert.deepEqual(found.sort(), [...sources.keys()].sort(), remedy);
  for (const [path, source] of sources) assert.equal(readFileSync(join(root, 'src', path), 'utf8'), source, remedy);
  const index = sources.get('index.ts') ?? '';
  for (const element of elements) assert.match(index, new RegExp(`export { ${componentName(element)}, `));
});

test('each prop takes what its property takes, each event has its type, and nothing else is taken', () => {
  const pages = new Map([
    ...elements.map(element => [`${componentName(element)}.tsx`, pageOf(element)] as const),
    story,
  ]);
  const folder = join(root, 'node_modules/.cache/types-of-props');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, page] of pages) writeFileSync(join(folder, file), page);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: config, compilerOptions, include: ['*.tsx'] }),
  );
  const tsc = resolve(root, '../../node_modules/.bin/tsc');
  const { stdout, stderr } = spawnSync(tsc, ['-p', '.', '--pretty', 'false'], { cwd: folder, encoding: 'utf8' });
  assert.equal(stderr, '');
  const refused = [...stdout.matchAll(/^(\w+\.tsx)\((\d+)/gm)].map(match => `${match[1]}:${match[2]}`);
  const wrong = [...pages].flatMap(([file, page]) =>
    page.split('\n').flatMap((line, i) => (line.endsWith('// wrong') ? [`${file}:${i + 1}`] : [])),
  );
  assert.ok(wrong.length > 20, 'the props were found');
  assert.deepEqual([...new Set(refused)].sort(), wrong.sort(), stdout);
});

const config = resolve(root, '../../tsconfig.base.json');
const compilerOptions = {
  composite: false,
  declaration: false,
  declarationMap: false,
  noEmit: true,
  rootDir: resolve(root, '../..'),
  rewriteRelativeImportExtensions: false,
  allowImportingTsExtensions: true,
  jsx: 'react-jsx',
};

/** Every prop of an element with what is right for it, and with what is wrong. */
function pageOf(element: (typeof elements)[number]): string {
  const name = componentName(element);
  const types = new Map((element.events ?? []).map(event => [event.name, event.type.text]));
  const lines = [
    ...settableProperties(element).flatMap(({ name: prop }) => [
      `<${name} ${prop}={{} as portico.${element.name}['${prop}']} />,`,
      `<${name} ${prop}={undefined} />,`,
      `<${name} ${prop}={Symbol()} />, // wrong`,
    ]),
    ...eventProps(element).flatMap(({ prop, name: event }) => [
      `<${name} ${prop}={(event: portico.${types.get(event)}) => event.detail} />,`,
      `<${name} ${prop}={event => event.detail.nothingLikeIt} />, // wrong`,
    ]),
    `<${name} ref={createRef<portico.${element.name}>()} className="own" id="own" data-own="1" aria-label="own" />,`,
    `<${name} ref={createRef<HTMLInputElement>()} />, // wrong`,
    `<${name} nothingLikeIt />, // wrong`,
  ];
  return `import { ${name} } from '@portico/react';
import type * as portico from '@portico/widgets';
import { createRef } from 'react';
export const page = [
${lines.join('\n')}
];
`;
}

/** What somebody writes who has read the documentation. */
const story = [
  'story.tsx',
  `import { type AccessGrantedEvent, CreateUser, DashboardAccess, PasswordReset, PorticoProvider } from '@portico/react';
import { type ComponentRef, useRef } from 'react';
export function Page({ onGranted }: { onGranted: (event: AccessGrantedEvent) => void }) {
  const reset = useRef<ComponentRef<typeof PasswordReset>>(null);
  return (
    <PorticoProvider baseUrl="https://access.example.com" theme="dark" getAccessToken={async reason => reason}>
      <button onClick={() => reset.current?.press()}>Let them in</button>
      <button onClick={() => reset.current?.push()}>Let them in</button> // wrong
      <PasswordReset ref={reset} contactId="003A" onBeforePasswordReset={event => event.preventDefault()} />
      <CreateUser accountId="001A" onAccessGranted={onGranted} />
      <DashboardAccess accountId="001A" status="PENDING" />
      <DashboardAccess accountId="001A" status="DONE" /> // wrong
      <DashboardAccess accountId={1} /> // wrong
      <DashboardAccess>nothing is shown of this</DashboardAccess> // wrong
    </PorticoProvider>
  );
}
`,
] as const;
