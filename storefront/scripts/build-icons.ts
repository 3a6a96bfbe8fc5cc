/**
 * Draws the icons of public/icons from the logo: `node storefront/scripts/build-icons.ts`. Run it when the logo
 * changes; the pictures are checked in.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startBrowser } from '../e2e/kit/browser.ts';

const folder = join(import.meta.dirname, '../public');
const logo = await readFile(join(folder, 'favicon.svg'), 'utf8');
/** Name, size, and the part of it that the logo fills; a filled ground where the system cuts the picture to a shape. */
const icons = [
  { name: 'icon-192', size: 192, part: 1, ground: 'transparent' },
  { name: 'icon-512', size: 512, part: 1, ground: 'transparent' },
  { name: 'maskable-512', size: 512, part: 0.62, ground: '#e9e9fb' },
  { name: 'apple-touch-180', size: 180, part: 0.72, ground: '#e9e9fb' },
];

await mkdir(join(folder, 'icons'), { recursive: true });
const browser = await startBrowser();
for (const { name, size, part, ground } of icons) {
  const { page, close } = await browser.visit({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>html,body{margin:0;height:100%;background:${ground}}body{display:grid;place-items:center}svg{width:${part * 100}%}</style>${logo}`,
  );
  await page.screenshot({ path: join(folder, 'icons', `${name}.png`), omitBackground: true });
  await close();
}
await browser.close();
