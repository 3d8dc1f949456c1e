import type { SettingGroup } from './setting.ts';

/** What a running server tells about itself. */
export const operationSettings: SettingGroup = {
  title: 'Operation',
  settings: [
    {
      variable: 'PORTICO_LOG_LEVEL',
      path: 'logLevel',
      default: 'info',
      meaning:
        'The least important lines that are logged: `debug`, `info`, `warn`, `error`, or none at all (`silent`).',
      example: 'warn',
      mustBe: 'must be debug, info, warn, error or silent',
      notes: [
        'A log is one line of JSON per entry on the standard output. It holds method, route, status and time of requests, and no address, body, query or token.',
      ],
    },
    {
      variable: 'PORTICO_METRICS_TOKEN',
      path: 'metricsToken',
      secret: 'whole',
      unset: 'only connections from this machine are answered',
      meaning: 'What a scraper shows to read `/metrics`, as `Authorization: Bearer`.',
      example: '"$(openssl rand -base64 24)"',
      mustBe: 'must have at least 16 characters',
      notes: [
        'Metrics hold counts and times, and no names. Where a Prometheus on another machine reads them, set this on both.',
      ],
    },
  ],
};
