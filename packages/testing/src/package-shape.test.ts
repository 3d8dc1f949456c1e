import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, posix } from 'node:path';
import { after, describe, test } from 'node:test';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { entrypointsOf, type PackedPackage, pack, publishedFolders } from './published-packages.ts';

const remedy = 'run `pnpm build:packages`';
const destination = mkdtempSync(join(tmpdir(), 'portico-shape-'));
after(() => rmSync(destination, { recursive: true, force: true }));

for (const folder of publishedFolders) {
  describe(`the package ${basename(folder)}`, () => {
    const packed = pack(folder, destination);
    const entrypoints = entrypointsOf(packed);

    test('holds what it exports, its licence, and the sources that its maps lead to', () => {
      const { customElements, 'web-types': webTypes } = packed.manifest;
      const named = [customElements, webTypes, ...entrypoints.flatMap(({ file, types }) => [file, types])];
      const exported = named.filter(path => path !== undefined);
      assert.ok(exported.length > 0);
      for (const path of exported) assert.ok(packed.files.includes(posix.normalize(path)), `${path}: ${remedy}`);
      assert.ok(packed.files.includes('LICENSE'));
      const leftOver = packed.files.filter(
        file => file.endsWith('.map') && !sourcesOf(packed, file).every(isIn(packed)),
      );
      assert.deepEqual(leftOver, [], remedy);
    });

    test('holds no tests, fixtures, examples or mocks', () => {
      const inner = /\.(test|fixture|example)\.|\.tsbuildinfo$|(^|\/)(e2e|bench|testing)\//;
      assert.deepEqual(
        packed.files.filter(file => inner.test(file)),
        [],
      );
      if (packed.manifest.name === '@portico/mocks') return;
      const mocking = packed.files
        .filter(file => file.endsWith('.js'))
        .filter(file => /(from|import) ?\(?["'](msw|@portico\/mocks)\b/.test(contentOf(packed, file)));
      assert.deepEqual(mocking, []);
    });

    test('runs nothing when it is installed, and asks for nothing that only this repository has', () => {
      const { name: own, scripts, dependencies = {}, exports } = packed.manifest;
      assert.equal(scripts, undefined);
      assert.doesNotMatch(JSON.stringify(exports), /"source"/);
      for (const [name, version] of Object.entries(dependencies)) {
        assert.match(version, /^\d+\.\d+\.\d+/, `${name}: ${version}`);
        if (own !== '@portico/mocks') assert.doesNotMatch(name, /^(msw|@portico\/mocks)$/);
      }
    });

    test('has a shape that publint and the type checker of exports find nothing wrong with', async () => {
      const data = new Uint8Array(readFileSync(packed.tarball));
      const { messages, pkg } = await publint({ pack: { tarball: data.buffer }, strict: true });
      assert.deepEqual(
        messages.map(message => formatMessage(message, pkg)),
        [],
      );
      const code = entrypoints.filter(({ file, types }) => types || file?.endsWith('.js'));
      const checked = await checkPackage(createPackageFromTarballData(data), {
        entrypoints: code.map(({ subpath }) => subpath),
      });
      assert.ok(checked.types, 'it has types');
      // Packages are ES modules, for resolution by `exports` alone.
      const wrong = checked.problems.filter(problem => !/"(node10|node16-cjs)"/.test(JSON.stringify(problem)));
      assert.deepEqual(wrong, []);
    });
  });
}

function contentOf({ folder }: PackedPackage, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

function sourcesOf(packed: PackedPackage, map: string): string[] {
  const { sources }: { sources: string[] } = JSON.parse(contentOf(packed, map));
  return sources.map(source => posix.join(posix.dirname(map), source));
}

function isIn({ files }: PackedPackage): (file: string) => boolean {
  return file => files.includes(file);
}
