import { samplePortal, sampleStaff } from '@portico/mocks/seed';
import { AccessCircle } from './access-circle.ts';

// A portal in the page's own memory; `httpAdapter` of `@portico/adapters/http` stands here for a real one.
const backend = await samplePortal();
const adapter = backend.as(sampleStaff);

customElements.define('access-circle', AccessCircle);
for (const circle of document.querySelectorAll<AccessCircle>('access-circle')) circle.adapter = adapter;
