import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** What every page of the application is built on, the first criterion not least. */
const FRAME =
  /node_modules\/(@lit|lit|lit-element|lit-html)\/(?!.*directives)|client\/(api\/(http|session|assessments)|components\/(address-state|answer-state|form|kept-text|save-status|unsent-form)|i18n\/format|offline\/|page\.ts|router)|\/decorate\.|criteria\/(answer-limits|model|progress|score)\.ts/;

/** Compresses the built files once; the server sends them as they are. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    writeBundle({ dir }) {
      const assets = `${dir ?? ''}/assets`;
      for (const name of readdirSync(assets).filter((file) => /\.(js|css)$/.test(file))) {
        const content = readFileSync(`${assets}/${name}`);
        writeFileSync(`${assets}/${name}.br`, brotliCompressSync(content));
        writeFileSync(`${assets}/${name}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  publicDir: 'client/public',
  plugins: [compressed()],
  build: {
    outDir: 'dist/client',
    manifest: true,
    modulePreload: { polyfill: false },
    target: 'es2023',
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['client/main.ts', 'client/sign-in.ts', 'client/styles/main.css', 'client/styles/public-pages.css'],
      // One file instead of many small ones: on a slow line each request costs more than what it brings.
      output: { codeSplitting: { groups: [{ name: 'frame', test: FRAME }] } },
    },
  },
});
