import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The console is static files; in development it talks to an API started by `npm start`. */
export default defineConfig({
  root: fromHere('.'),
  plugins: [react()],
  resolve: {
    // package.json maps `#contracts/*` to dist for Node. The condition `source` would do here too, but it also makes the
    // component library resolve to its own TypeScript sources.
    alias: [{ find: /^#contracts\/(.*)$/, replacement: `${fromHere('../../libs/contracts')}/$1.ts` }],
  },
  build: { outDir: fromHere('../../dist/web'), emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:3000', '/health': 'http://127.0.0.1:3000' } },
});
