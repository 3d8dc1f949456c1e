import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defaultServerConditions, defineConfig, type Plugin } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  // Portico's packages are read as they are written. With packages of a registry, this line is not needed.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  ssr: { noExternal: true, resolve: { conditions: ['source', ...defaultServerConditions] } },
  server: { host: '127.0.0.1', port: 4430 },
  preview: { host: '127.0.0.1', port: 4430 },
  build: { target: 'es2022', chunkSizeWarningLimit: 1000 },
  plugins: [react(), mockServiceWorker()],
});

/** The worker that answers for the pretended server: MSW's own file, at the root of the site. */
function mockServiceWorker(): Plugin {
  const fileName = 'mockServiceWorker.js';
  const source = readFileSync(new URL(import.meta.resolve('msw/mockServiceWorker.js')), 'utf8');
  return {
    name: 'mock-service-worker',
    applyToEnvironment: ({ name }) => name === 'client',
    configureServer({ middlewares }) {
      middlewares.use(`/${fileName}`, (_request, response) => {
        response.setHeader('content-type', 'text/javascript').end(source);
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source });
    },
  };
}
