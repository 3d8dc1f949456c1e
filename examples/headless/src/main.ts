import { memoryBackend } from '@portico/adapters/memory';
import { sampleStaff, seedSamplePortal } from '@portico/mocks/seed';
import { AccessCircle } from './access-circle.ts';

// A portal in the page's own memory; `httpAdapter` of `@portico/adapters/http` stands here for a real one.
const backend = memoryBackend();
await seedSamplePortal(backend);
const adapter = backend.as(sampleStaff);

customElements.define('access-circle', AccessCircle);
for (const circle of document.querySelectorAll<AccessCircle>('access-circle')) circle.adapter = adapter;
