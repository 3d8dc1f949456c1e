import type { TestRunnerPlugin } from '@web/test-runner';
import { widgetNames } from './widget-names.ts';

/** Answers `/__widgets.json` with the name of every widget, so that a test over all of them meets a new one. */
export function widgetsPlugin(): TestRunnerPlugin {
  return {
    name: 'widgets',
    serve: ({ path }) =>
      path === '/__widgets.json' ? { body: JSON.stringify(widgetNames()), type: 'json' } : undefined,
  };
}
