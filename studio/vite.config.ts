/// <reference types="vitest/config" />
// Builds the report into one file: script and style are put into the page itself, under a content security
// policy that allows this one script by its hash and no request to anywhere.
import { createHash } from 'node:crypto';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

export const placeholder = '/*DATA*/';

function single_file(): Plugin {
  return {
    name: 'single-file',
    enforce: 'post',
    apply: 'build',
    generateBundle(_options, bundle) {
      const take = (suffix: string) =>
        Object.values(bundle)
          .filter((item) => item.fileName.endsWith(suffix))
          .map((item) => {
            delete bundle[item.fileName];
            return item.type === 'chunk' ? item.code : String(item.source);
          });
      const script = take('.js').join('\n').replaceAll('</script', '<\\/script');
      const style = take('.css').join('\n');
      const page = bundle['report.html'];
      if (page?.type !== 'asset') throw new Error('the build has no report.html');
      const hash = createHash('sha256').update(script).digest('base64');
      const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
      // Functions as replacements: a plain string would expand `$&` and the like inside the script.
      const html = String(page.source)
        .replace(/<script type="module"[^>]*><\/script>\s*/, '')
        .replace(/<link rel="(?:stylesheet|modulepreload)"[^>]*>\s*/g, '')
        .replace('<!--policy-->', () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`)
        .replace('</head>', () => `<style>${style}</style>\n</head>`)
        .replace('</body>', () => `<script type="module">${script}</script>\n</body>`);
      const left = Object.keys(bundle).filter((name) => name !== 'report.html');
      if (left.length) throw new Error(`not in the single file: ${left.join(', ')}`);
      if (html.split(placeholder).length !== 2) throw new Error('report.html must hold its data placeholder once');
      page.source = html;
    },
  };
}

export default defineConfig({
  plugins: [svelte(), single_file()],
  build: {
    target: 'es2022',
    emptyOutDir: false, // the studio's app lies in dist/app
    modulePreload: false,
    assetsInlineLimit: 1_000_000,
    rollupOptions: { input: 'report.html' },
  },
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
  server: { fs: { allow: ['..'] } }, // the pages to read lie beside studio/
  test: { environment: 'happy-dom', include: ['tests/**/*.test.ts'] },
});
