import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultBackendSettings, settingsFor } from './backend-settings.ts';

test('a role is offered to those who may give it', () => {
  const assignable = (held: Parameters<typeof settingsFor>[1]['held']) =>
    settingsFor(defaultBackendSettings, { held, hasMarkets: false }).roles.map(role => [role.id, role.assignable]);
  assert.deepEqual(assignable(new Set()), [
    ['guest', true],
    ['admin', false],
  ]);
  assert.deepEqual(assignable(new Set(['portal:invite', 'portal:manage-users'])), [
    ['guest', true],
    ['admin', true],
  ]);
});
