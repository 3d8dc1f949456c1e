import type { TestRunnerPlugin } from '@web/test-runner';
import { type BuildOptions, build } from 'esbuild';

interface BundledPackage {
  name: string;
  /** What tests import of it, as in `react-dom/client`. */
  entries: string[];
  /** A folder of a package that depends on it. */
  resolveFrom: string;
  /** How it is bundled, beyond what all are. */
  options?: Pick<BuildOptions, 'plugins' | 'define'>;
  /** Files of its own that a page asks for, by their address. */
  files?: () => Promise<Record<string, string>>;
}

/**
 * Bundles entries of a package that a browser cannot load as it is, such as one that is CommonJS, once for all tests.
 * The entries share chunks: all of them must know the same classes.
 */
export function bundledPlugin({ name, entries, resolveFrom, options, files }: BundledPackage): TestRunnerPlugin {
  const root = `/__${name}/`;
  const bodies = new Map<string, string>();
  const nameOf = (entry: string) => entry.replace('/', '-');
  return {
    name,
    async serverStart() {
      const { outputFiles } = await build({
        ...options,
        entryPoints: Object.fromEntries(entries.map(entry => [nameOf(entry), entry])),
        absWorkingDir: resolveFrom,
        bundle: true,
        splitting: true,
        format: 'esm',
        platform: 'browser',
        target: 'es2022',
        outdir: root,
        write: false,
        logLevel: 'error',
      });
      for (const file of outputFiles) bodies.set(file.path, file.text);
      for (const [path, body] of Object.entries((await files?.()) ?? {})) bodies.set(path, body);
    },
    resolveImport: ({ source }) => (entries.includes(source) ? `${root}${nameOf(source)}.js` : undefined),
    serve({ path }) {
      const body = bodies.get(path);
      return body === undefined ? undefined : { body, type: 'js' };
    },
  };
}
