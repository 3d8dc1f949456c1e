import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const docs = resolve(import.meta.dirname, '../../../docs');

/** The folder that `pnpm docs:build` writes. */
export const builtSite = resolve(docs, '.vitepress/dist');

/** The built site as `npm run docs` serves it, on a free port. */
export interface DocsSite {
  address: string;
  stop(): void;
}

export async function startDocsSite(): Promise<DocsSite> {
  if (!existsSync(resolve(builtSite, 'index.html'))) throw new Error('The site is not built: run `pnpm docs:build`.');
  const child = spawn(process.execPath, ['serve.ts'], {
    cwd: docs,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((found, fail) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [url] = /http:\/\/\S+(?=\/)/.exec(said) ?? [];
      if (url) found(url);
    });
    child.once('exit', code => fail(new Error(`the site ended with ${code}: ${said}`)));
  });
  return { address, stop: () => child.kill() };
}
