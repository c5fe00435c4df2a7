// Builds the studio's app into dist/app: one page, hashed files beside it, nothing inline (the server's policy
// allows scripts and styles from itself only). The server embeds that folder.
//   npm run build:app
//   BOWLBY=http://127.0.0.1:PORT TOKEN=... npm run dev:app     develops against a running `bowlby studio`
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const server = process.env['BOWLBY'];

export default defineConfig({
  plugins: [svelte()],
  base: '/',
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // a data: address would need a wider policy
    modulePreload: { polyfill: false },
    rollupOptions: { input: 'app.html' },
  },
  server: {
    fs: { allow: ['..'] }, // the pages to read lie beside studio/
    ...(server ? { proxy: { '/api': { target: server, changeOrigin: true, headers: { 'X-Bowlby-Token': process.env['TOKEN'] ?? '', Origin: server } } } } : {}),
  },
});
