import { test } from 'node:test';
import { judgeEncryption } from './encryption.ts';
import { assertFound } from './finding.fixture.ts';

const look = (place: string) => [judgeEncryption(`postgres://portico:password@${place}`)];

test('a database of another machine is told of where the way to it is not protected', () => {
  for (const place of ['db.example.com/portico', 'db.example.com:5432/portico?sslmode=disable', '10.0.0.7/portico']) {
    assertFound(look(place), 'consider', /to (db\.example\.com|10\.0\.0\.7) is not encrypted/, /\?sslmode=verify-full/);
  }
  for (const query of ['sslmode=no-verify', 'sslmode=require&uselibpqcompat=true']) {
    assertFound(look(`db.example.com/portico?${query}`), 'consider', /is not checked/, /sslrootcert/);
  }
  for (const mode of ['verify-full', 'verify-ca', 'require', 'prefer']) {
    assertFound(look(`db.example.com/portico?sslmode=${mode}`), 'fine', /its certificate is checked/);
  }
});

test('a database of this machine needs no protection on the way', () => {
  for (const place of [
    'localhost/portico',
    '127.0.0.1:5433/portico',
    '[::1]/portico',
    '/portico?host=/run/postgresql',
  ]) {
    assertFound(look(place), 'fine', /does not leave this machine/);
  }
});
