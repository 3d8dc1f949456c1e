import { expect } from '@open-wc/testing';

// The package's entry names a folder, which only Node can; this part of it runs anywhere.
const { namePortal }: Pick<typeof import('../index.js'), 'namePortal'> = await import(
  new URL('../name-portal.js', import.meta.url).href
);

describe('the page’s HTML', () => {
  it('carries the portal’s own name, as text', async () => {
    const template = await (await fetch(new URL('../index.html', import.meta.url))).text();
    const name = 'A & B <script>"$1"</script>';
    const page = new DOMParser().parseFromString(namePortal(template, name), 'text/html');
    expect(page.title).to.equal(name);
    expect(page.querySelector<HTMLMetaElement>('meta[name="application-name"]')?.content).to.equal(name);
    expect(namePortal(template, name)).not.to.contain(name);
  });
});
