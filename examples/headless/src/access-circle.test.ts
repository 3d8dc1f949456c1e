import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { memoryBackend } from '@portico/adapters/memory';
import { sampleStaff, seedSamplePortal } from '@portico/mocks/seed';
import { AccessCircle } from './access-circle.ts';

customElements.define('access-circle', AccessCircle);

async function circle() {
  const backend = memoryBackend();
  await seedSamplePortal(backend);
  const element = await fixture<AccessCircle>(
    html`<access-circle account-id="001A" .adapter=${backend.as(sampleStaff)}></access-circle>`,
  );
  const all = (selector: string) => [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const type = (name: string, value: string) => {
    const [input] = all(`[name=${name}]`) as HTMLInputElement[];
    if (input) input.value = value;
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const says = (text: string) => waitUntil(() => element.shadowRoot?.textContent?.includes(text), text);
  const person = (name: string) => all('li button').find(button => button.title === name);
  await waitUntil(() => person('Ada Lovelace'));
  return { element, backend, all, type, says, person };
}

describe('a face of one’s own', () => {
  it('shows who has access, and who registers meanwhile', async () => {
    const { element, backend, person } = await circle();
    expect(person('Alan Turing')?.className).to.equal('pending');
    backend.register('alan@example.com');
    await waitUntil(() => person('Alan Turing')?.className === 'complete');
    await expect(element).to.be.accessible();
  });

  it('gets a person back in', async () => {
    const { person, all, says } = await circle();
    person('Ada Lovelace')?.click();
    await says('has registered');
    all('section button')[0]?.click();
    await says('Sent to ada@example.com.');
  });

  it('says what an address would lead to, and gives access', async () => {
    const { element, type, says, all, person } = await circle();
    const told: unknown[] = [];
    element.addEventListener('accessgranted', ({ detail }) => told.push(detail.status));
    type('email', 'ada@example.com');
    await says('There is nothing to do.');
    type('email', 'bea@example.com');
    await waitUntil(() => all('[name=firstName]').length === 1);
    type('firstName', 'Bea');
    type('lastName', 'Bright');
    all('form button')[0]?.click();
    await waitUntil(() => person('Bea Bright'));
    expect(told).to.deep.equal(['PENDING']);
  });
});
