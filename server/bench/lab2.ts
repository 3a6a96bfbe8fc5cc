import { openShop } from './shop.ts';
import { spawn } from 'node:child_process';
const shop = await openShop(process.env.LAB);
console.log('DB', shop.postgres.url);
const { app, url } = await shop.startApp();
console.log(url, 'app up');
process.on('SIGINT', async () => { await shop.close(); process.exit(0); });
process.on('SIGTERM', async () => { await shop.close(); process.exit(0); });
