import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';

export const phone = { width: 360, height: 800 };
export const desktop = { width: 1280, height: 900 };

export interface BrowserKit {
  /** A fresh visitor: own cookies, own storage. Page errors fail the test that closes the visit. */
  visit(options?: {
    viewport?: { width: number; height: number };
    locale?: string;
    colorScheme?: 'light' | 'dark';
    userAgent?: string;
    /** False: pages without the service worker, whose requests a test may then answer itself. */
    hasWorker?: boolean;
  }): Promise<Visit>;
  close(): Promise<void>;
}

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** What the page complained of: uncaught errors and console errors. */
  complaints: string[];
  close(): Promise<void>;
}

/** The Chromium that npm brings: no download, no system package. */
export async function startBrowser(): Promise<BrowserKit> {
  const browser: Browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    headless: true,
  });
  return {
    async visit({
      viewport = desktop,
      locale = 'en-US',
      colorScheme = 'light',
      hasWorker = true,
      ...options
    } = {}) {
      const context = await browser.newContext({
        ...{ viewport, locale, colorScheme, reducedMotion: 'reduce', ...options },
        serviceWorkers: hasWorker ? 'allow' : 'block',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      return { page, context, complaints, close: () => context.close() };
    },
    close: () => browser.close(),
  };
}
