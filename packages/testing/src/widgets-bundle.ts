import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

const widgets = resolve(import.meta.dirname, '../../widgets');

/** The word by which the older version can be told: what the button to create a user says there. */
export const olderWord = 'Add Person';

/**
 * Some elements as a host's bundler makes one module of them: a copy of everything, Lit included.
 * @param version - `older` is a version that says `olderWord`.
 */
export async function bundleOf(elements: string[], version: 'older' | 'newer'): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: ['./bundles/connect-http.ts', ...elements.map(name => `./src/${name}/define.ts`)]
        .map(path => `import '${path}';`)
        .join('\n'),
      resolveDir: widgets,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['source'],
    tsconfig: resolve(widgets, '../../tsconfig.base.json'),
    plugins: version === 'older' ? [saysOtherwise] : [],
    write: false,
  });
  const text = outputFiles[0]?.text ?? '';
  if (text.includes(olderWord) !== (version === 'older')) throw new Error('the older version says nothing else');
  return text;
}

const saysOtherwise: Plugin = {
  name: 'older',
  setup(build) {
    build.onLoad({ filter: /\/texts\/en\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace("open: 'Create User'", `open: '${olderWord}'`),
      loader: 'ts',
    }));
  },
};
