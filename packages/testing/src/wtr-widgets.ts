import { globSync } from 'node:fs';
import { basename } from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';

/**
 * Answers `/__widgets.json` with the name of every widget that has an example, so that a test over all of them meets a
 * new one by its being there.
 * @param folder - Where the widgets' folders are.
 */
export function widgetsPlugin(folder: string): TestRunnerPlugin {
  return {
    name: 'widgets',
    serve({ path }) {
      if (path !== '/__widgets.json') return undefined;
      const names = globSync('*/*.example.ts', { cwd: folder }).map(file => basename(file, '.example.ts'));
      return { body: JSON.stringify(names.sort()), type: 'json' };
    },
  };
}
