import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { flagPictures, placePictures, servePictures } from './build/pictures.ts';

const flags = flagPictures();
const places = placePictures();
const server = process.env.TRIBI_SERVER ?? 'http://localhost:4000';

export default defineConfig({
  plugins: [react(), tailwind(), servePictures([flags, places])],
  define: {
    __FLAGS_BASE__: JSON.stringify(flags.base),
    __PLACES_BASE__: JSON.stringify(places.base),
  },
  build: {
    target: 'es2022',
    // Small pictures as files: a data: URL in script or style would be paid for on every page.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
  },
  server: {
    proxy: {
      '/graphql': { target: server, ws: true },
      '/sandbox': { target: server },
    },
  },
});
