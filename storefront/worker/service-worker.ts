/** Filled in by the build: the address of the bare document, and the files without which it shows nothing. */
declare const __RELEASE__: { name: string; document: string; files: string[] };

// TypeScript takes the global of any worker for granted, not that of this kind.
declare const self: ServiceWorkerGlobalScope;

/*
 * Makes the shop start without a line. Pages come from the network as ever; when it does not answer, the bare document
 * draws them from what is kept here. Answers of the API are never kept: see saved-esims.ts for what is.
 */

const CACHE = `tribi-${__RELEASE__.name}`;
/** How long a page may take before the bare document stands in for it. */
const PATIENCE_MS = 8_000;
/** Never pages of the shop: downloads, tools and the desk fail as they would without a self. */
const FOREIGN = /^\/(admin|sandbox|graphql|webhooks|share)(\/|$)|\.\w+$/;

self.addEventListener('install', (event) => {
  event.waitUntil(keepRelease());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(keptFirst(request));
  else if (request.mode === 'navigate' && !FOREIGN.test(url.pathname))
    event.respondWith(networkFirst(request));
});

async function keepRelease(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([__RELEASE__.document, ...__RELEASE__.files]);
  await self.skipWaiting();
}

/** An open tab of the release before may still fetch parts of it: those come from the browser's own store or anew. */
async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Files whose names change with their content are good for ever. */
async function keptFirst(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(request, response.clone());
  }
  return response;
}

/** A line that answers nothing is no line; nor is a shop that answers with its own failure. */
async function networkFirst(request: Request): Promise<Response> {
  const asked = fetch(request);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const answer = await Promise.race([asked, late]).catch(() => null);
  if (answer && answer.status < 500) return answer;
  const kept = await caches.match(__RELEASE__.document);
  return kept ?? answer ?? asked;
}

// A module to the compiler, so that its names are its own.
export {};
