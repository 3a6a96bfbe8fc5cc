import { createStore, del, get, set, type UseStore } from 'idb-keyval';
import type { EsimDetailFragment } from '../generated/graphql.ts';

/** The eSIMs of one person with all that installs them, kept on this device for when there is no line. */
export type SavedEsims = { ownerId: string; savedAt: string; esims: readonly EsimDetailFragment[] };

const KEY = 'esims';
let store: UseStore | undefined;
const opened = (): UseStore => {
  store ??= createStore('tribi', 'saved');
  return store;
};

/** Only what can still be installed or is in use is kept; an empty list keeps nothing. */
export async function saveEsims(ownerId: string, all: readonly EsimDetailFragment[]): Promise<void> {
  const esims = all.filter(({ qrCode }) => qrCode !== null);
  if (esims.length === 0) return forgetEsims();
  const saved: SavedEsims = { ownerId, savedAt: new Date().toISOString(), esims };
  await set(KEY, saved, opened());
}

/** Null where nothing was kept, or the browser keeps nothing (as in some private windows). */
export async function readEsims(): Promise<SavedEsims | null> {
  return (await get<SavedEsims>(KEY, opened()).catch(() => undefined)) ?? null;
}

/** At the end of a session nothing of a person stays on the device. */
export async function forgetEsims(): Promise<void> {
  await del(KEY, opened()).catch(() => undefined);
}
