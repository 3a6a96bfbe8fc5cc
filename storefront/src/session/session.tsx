import type { ErrorLike } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { createContext, type ReactNode, use, useCallback, useDeferredValue, useEffect, useMemo } from 'react';
import { answerOf } from '../api/answer.ts';
import { isUnauthenticated } from '../api/client.ts';
import { forgetIntents } from '../checkout/intent.ts';
import {
  MeDocument,
  useMeQuery,
  useSignOutMutation,
  useUpdateProfileMutation,
  type ViewerFragment,
} from '../generated/graphql.ts';
import { forgetEsims } from '../offline/saved-esims.ts';
import {
  CURRENCY_COOKIE,
  DEFAULT_CURRENCY,
  isLocale,
  LOCALE_COOKIE,
  LOCALES,
  type Locale,
} from '../preferences/choices.ts';
import { readCookie } from '../preferences/cookies.ts';
import { usePreferences } from '../preferences/preferences.tsx';

/** `unknown`: the server could not be asked. */
type SessionStatus = 'loading' | 'signed-in' | 'signed-out' | 'unknown';

type Session = {
  status: SessionStatus;
  viewer: ViewerFragment | null;
  /** Why the server could not be asked, while the status is `unknown`. */
  error: ErrorLike | undefined;
  /** Called with the answer of a sign-in; what the page shows stays as it is. */
  enter: (viewer: ViewerFragment) => void;
  leave: (everywhere: boolean) => Promise<void>;
  /** Forgets who was signed in, where the server has ended the session already. */
  forget: () => Promise<void>;
  retry: () => void;
};

const SessionContext = createContext<Session | null>(null);

/** Who is signed in, known to every page. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useApolloClient();
  // Where the server draws a page nobody is signed in: whose page it is, their browser asks.
  const query = useMeQuery({ ssr: false });
  const { error, loading, refetch } = query;
  const [signOut] = useSignOutMutation();
  const viewer = answerOf(query)?.me ?? null;
  const status = toStatus(viewer, loading, error);
  useAccountPreferences(viewer);

  useEffect(() => {
    if (status === 'signed-out') void forgetEsims();
  }, [status]);

  const enter = useCallback(
    (me: ViewerFragment) => void client.writeQuery({ query: MeDocument, data: { __typename: 'Query', me } }),
    [client],
  );
  const forget = useCallback(async () => {
    forgetIntents();
    const nobody = { query: MeDocument, data: { __typename: 'Query' as const, me: null } };
    // Before, for those who look now: clearing the store tells nobody. After, for those who come.
    client.writeQuery(nobody);
    await client.clearStore();
    client.writeQuery(nobody);
  }, [client]);
  const leave = useCallback(
    async (everywhere: boolean) => {
      await signOut({ variables: { everywhere } });
      await forget();
    },
    [forget, signOut],
  );
  const session = useMemo(
    () => ({
      ...{ status, viewer, error, enter, leave, forget },
      retry: () => void refetch().catch(() => undefined),
    }),
    [status, viewer, error, enter, leave, forget, refetch],
  );
  // Every page depends on it: told at once, the first answer would make the whole of a drawn page be taken over in one go.
  const told = useDeferredValue(session);
  return <SessionContext value={told}>{children}</SessionContext>;
}

function toStatus(viewer: ViewerFragment | null, loading: boolean, error: unknown): SessionStatus {
  if (viewer) return 'signed-in';
  if (loading) return 'loading';
  return error && !isUnauthenticated(error) ? 'unknown' : 'signed-out';
}

/**
 * On a device where nothing was chosen yet, the account's language and currency apply. The shop's defaults count as no
 * choice: a new account has them without its owner ever having chosen.
 */
function useAccountPreferences(viewer: ViewerFragment | null) {
  const { setLocale, setCurrency } = usePreferences();
  const locale = viewer?.locale;
  const currency = viewer?.currency;
  useEffect(() => {
    const isFree = readCookie(LOCALE_COOKIE) === null;
    if (isFree && isLocale(locale) && locale !== LOCALES[0]) setLocale(locale);
  }, [locale, setLocale]);
  useEffect(() => {
    const isFree = readCookie(CURRENCY_COOKIE) === null;
    if (isFree && currency && currency !== DEFAULT_CURRENCY) setCurrency(currency);
  }, [currency, setCurrency]);
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider above it');
  return session;
}

/** Chooses language and currency here and, when signed in, for the account: mails follow it. */
export function useChoosePreferences() {
  const { setLocale, setCurrency } = usePreferences();
  const { viewer } = useSession();
  const [update] = useUpdateProfileMutation();
  // The choice holds on this device either way; the account takes it over when the server can be reached.
  const remember = (input: { locale?: string; currency?: string }) => {
    if (viewer) void update({ variables: { input } }).catch(() => undefined);
  };
  return {
    chooseLocale: (locale: Locale) => {
      setLocale(locale);
      remember({ locale });
    },
    chooseCurrency: (currency: string) => {
      setCurrency(currency);
      remember({ currency });
    },
  };
}
