import { localStorageStore, type Store } from 'react-admin';

/** How the desk looks belongs to the browser, not to who is signed in. */
const lasting = ['locale', 'theme'];

/** What react-admin remembers in this browser. Signing out forgets all of it but language and theme. */
export function createPreferencesStore(): Store {
  const store = localStorageStore(undefined, 'TribiDesk');
  return {
    ...store,
    reset: () => {
      const kept = lasting.map((key) => ({ key, value: store.getItem(key) }));
      store.reset();
      for (const { key, value } of kept) if (value !== undefined) store.setItem(key, value);
    },
  };
}
