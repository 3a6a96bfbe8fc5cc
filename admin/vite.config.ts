import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from '../storefront/build/precompress.ts';

const server = process.env.TRIBI_SERVER ?? 'http://localhost:4000';

export default defineConfig({
  base: '/admin/',
  plugins: [react(), precompress()],
  build: {
    target: 'es2022',
    // Fonts as files: a data: URL in the style would be paid for by people who need another subset.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/,
              priority: 4,
            },
            { name: 'mui', test: /node_modules[\\/](@mui|@emotion|@popperjs)[\\/]/, priority: 3 },
            {
              name: 'graphql',
              test: /node_modules[\\/](@apollo|graphql|graphql-ws|rxjs|@wry|optimism)[\\/]/,
              priority: 2,
            },
            { name: 'react-admin', test: /node_modules[\\/]/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    port: 5174,
    proxy: {
      '/graphql': { target: server, ws: true },
      '/sandbox': { target: server },
    },
  },
});
