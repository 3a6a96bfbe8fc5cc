import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { pageWeight } from './build/page-weight.ts';
import { flagPictures, placePictures, servePictures } from './build/pictures.ts';
import { precompress } from './build/precompress.ts';
import { serviceWorker } from './build/service-worker.ts';
import { splitOperations } from './build/split-operations.ts';
import { splitTexts } from './build/split-texts.ts';

const flags = flagPictures();
const places = placePictures();
const server = process.env.TRIBI_SERVER ?? 'http://localhost:4000';

/** What runs before a page's scripts are there: apart, or the first small script would bring them all. */
const EARLY = /early-input|vite\/preload-helper/;

/** What every page needs. */
const VENDOR =
  /node_modules\/(react|react-dom|react-router|scheduler|@apollo|graphql|rxjs|@wry|optimism|tslib)\//;

/**
 * What several pages share. Dialogs and tabs, and the passes with their actions, bring much script that only a buyer's
 * own pages need.
 */
const SHARED = /storefront\/(src|build)\/(?!order\/|own-esim\/|ui\/[\w-]*dialog)|lucide-react/;

export default defineConfig({
  plugins: [
    react(),
    tailwind(),
    splitOperations(),
    splitTexts([
      ...['checkout', 'card', 'declines', 'order', 'esim', 'install', 'account'],
      ...['signIn', 'offline', 'deviceList', 'consent', 'share', 'own', 'shared'],
    ]),
    servePictures([flags, places]),
    serviceWorker([
      '/main.tsx',
      '/home/home.page.tsx',
      '/account/account.page.tsx',
      '/order/order.page.tsx',
      '/offline/offline-esims.tsx',
      ...['en', 'es'].flatMap((locale) =>
        ['first', 'more'].map((part) => `/i18n/${locale}.json?part=${part}`),
      ),
    ]),
    precompress(),
    pageWeight('country page', ['/main.tsx', '/place/country.page.tsx', '/i18n/en.json?part=first'], 170),
  ],
  // Twice from one source: for the browser, and for the server, which draws each page first.
  environments: {
    client: {
      build: {
        outDir: 'dist/browser',
        manifest: true,
        rolldownOptions: {
          output: {
            // Many small files cost a way to the server each: what most pages share comes in two.
            codeSplitting: {
              groups: [
                { name: 'early', test: EARLY, priority: 3 },
                { name: 'vendor', test: VENDOR, priority: 2 },
                {
                  name: 'shared',
                  test: SHARED,
                  minShareCount: 4,
                  priority: 1,
                },
              ],
            },
          },
        },
      },
    },
    ssr: {
      build: { outDir: 'dist/server', rolldownOptions: { input: 'src/rendering/render-page.tsx' } },
      // Whole in itself: in production none of the storefront's packages are there.
      resolve: { noExternal: true },
    },
  },
  builder: {},
  define: {
    __FLAGS_BASE__: JSON.stringify(flags.base),
    __PLACES_BASE__: JSON.stringify(places.base),
  },
  resolve: {
    // rxjs keeps its build for today's browsers under this name; without it the one for 2015 is taken.
    conditions: ['es2015', ...defaultClientConditions],
  },
  build: {
    target: 'es2022',
    // Small pictures as files: a data: URL in script or style would be paid for on every page.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 500,
  },
  server: {
    proxy: {
      '/graphql': { target: server, ws: true },
      '/sandbox': { target: server },
      '/account/export.json': { target: server },
    },
  },
});
