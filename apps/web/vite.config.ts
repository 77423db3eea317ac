import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';

const platform = process.env['FENGSUI_WEB_PROXY'] ?? 'http://127.0.0.1:8088';

/** The built console is plain files under dist/web; the platform serves them and nothing here runs in production. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [react()],
  resolve: { conditions: ['fengsui-source', ...defaultClientConditions] },
  build: {
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    // One chart library in one lazy chunk is meant to be larger than Vite's advice (web.md §11).
    chunkSizeWarningLimit: 900,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': { target: platform, ws: true }, '/healthz': platform },
  },
});
