import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react';
import {
  UNSAFE_createBrowserHistory as createBrowserHistory,
  type Location,
  type NavigationType,
  Router,
} from 'react-router';
import { baseOf, inLocale } from '../i18n/locale-path.ts';
import { usePreferences } from '../preferences/preferences.tsx';

/**
 * The browser's history, with the language as the part before every path. Another language is the same page at its
 * other address: nothing is fetched or drawn anew, and what was typed stays.
 */
export function SiteRouter({ children }: { children: ReactNode }) {
  const { locale } = usePreferences();
  const [history] = useState(() => createBrowserHistory({ window, v5Compat: true }));
  const [now, setNow] = useState<{ action: NavigationType; location: Location }>(history);
  useLayoutEffect(() => history.listen(({ action, location }) => setNow({ action, location })), [history]);
  const pathname = inLocale(locale, now.location.pathname);
  const isElsewhere = pathname !== now.location.pathname;
  useEffect(() => {
    if (!isElsewhere) return;
    const { search, hash, state } = now.location;
    history.replace({ pathname, search, hash }, state);
  }, [history, isElsewhere, pathname, now.location]);
  return (
    <Router
      basename={baseOf(locale) || '/'}
      location={{ ...now.location, pathname }}
      navigationType={now.action}
      navigator={history}
    >
      {children}
    </Router>
  );
}
