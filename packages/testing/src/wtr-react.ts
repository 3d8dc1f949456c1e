import { createRequire } from 'node:module';
import type { TestRunnerPlugin } from '@web/test-runner';
import type { Plugin } from 'esbuild';
import { bundledPlugin } from './wtr-bundled.ts';

/**
 * React, which is CommonJS, as for development: with its warnings.
 * @param resolveFrom a folder of a package that depends on React
 */
export function reactPlugin(resolveFrom: string): TestRunnerPlugin {
  return bundledPlugin({
    name: 'react',
    entries: ['react', 'react-dom', 'react-dom/client', 'react-dom/server'],
    resolveFrom,
    options: { plugins: [namedExports(resolveFrom)], define: { 'process.env.NODE_ENV': '"development"' } },
  });
}

/** A bundle of CommonJS has a default export alone, and React's users import by name. */
function namedExports(resolveFrom: string): Plugin {
  const require = createRequire(`${resolveFrom}/`);
  return {
    name: 'named-exports',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ kind, path }) =>
        kind === 'entry-point' ? { path, namespace: 'named' } : undefined,
      );
      onLoad({ filter: /.*/, namespace: 'named' }, ({ path }) => {
        const names = Object.keys(require(path)).filter(name => /^[a-z]\w*$/i.test(name));
        const contents = `import whole from '${path}'; export const { ${names.join(', ')} } = whole;`;
        return { contents, resolveDir: resolveFrom };
      });
    },
  };
}
