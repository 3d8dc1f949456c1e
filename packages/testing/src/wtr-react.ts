import { createRequire } from 'node:module';
import type { TestRunnerPlugin } from '@web/test-runner';
import { build } from 'esbuild';

const entries = ['react', 'react-dom', 'react-dom/client', 'react-dom/server'];
const root = '/__react/';

/**
 * React is CommonJS, which a browser cannot load, so its entries are bundled once, as for development: with its warnings.
 * They share chunks, since all of them must know the same React.
 * @param resolveFrom a folder of a package that depends on React
 */
export function reactPlugin(resolveFrom: string): TestRunnerPlugin {
  const files = new Map<string, string>();
  const require = createRequire(`${resolveFrom}/`);
  const nameOf = (entry: string) => entry.replace('/', '-');
  return {
    name: 'react',
    async serverStart() {
      const { outputFiles } = await build({
        entryPoints: Object.fromEntries(entries.map(entry => [nameOf(entry), `named:${entry}`])),
        plugins: [
          {
            name: 'named-exports',
            setup({ onResolve, onLoad }) {
              onResolve({ filter: /^named:/ }, ({ path }) => ({ path: path.slice(6), namespace: 'named' }));
              onLoad({ filter: /.*/, namespace: 'named' }, ({ path }) => {
                const names = Object.keys(require(path)).filter(name => /^[a-z]\w*$/i.test(name));
                const contents = `import whole from '${path}'; export const { ${names.join(', ')} } = whole;`;
                return { contents, resolveDir: resolveFrom };
              });
            },
          },
        ],
        define: { 'process.env.NODE_ENV': '"development"' },
        bundle: true,
        splitting: true,
        format: 'esm',
        platform: 'browser',
        target: 'es2022',
        outdir: root,
        write: false,
        logLevel: 'error',
      });
      for (const file of outputFiles) files.set(file.path, file.text);
    },
    resolveImport({ source }) {
      return entries.includes(source) ? `${root}${nameOf(source)}.js` : undefined;
    },
    serve({ path }) {
      const body = files.get(path);
      return body === undefined ? undefined : { body, type: 'js' };
    },
  };
}
