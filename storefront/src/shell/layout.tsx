import { Suspense, useEffect, useRef } from 'react';
import { Outlet, useLocation, useNavigationType } from 'react-router';
import { SEARCH_HASH } from '../home/search-address.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { PageBoundary } from '../not-found/page-boundary.tsx';
import { Piece } from '../rendering/piece.tsx';
import { TakenOver } from '../rendering/taken-over.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { SandboxBanner } from './sandbox-banner.tsx';
import { ThemeHead } from './theme-head.tsx';

/** What is around every page. A new page takes the focus, so that keyboards and screen readers begin at its start. */
export function Layout() {
  const { t } = useTranslation();
  const { pathname, hash } = useLocation();
  const isSearching = hash === SEARCH_HASH;
  const way = useNavigationType();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    // The way to the search field ends in it.
    if (!isSearching) main.current?.focus({ preventScroll: true });
    // Going back, the browser finds the old place itself.
    if (way !== 'POP') window.scrollTo(0, 0);
  }, [pathname, way, isSearching]);
  return (
    <div className="flex min-h-dvh flex-col">
      <ThemeHead />
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-surface focus:px-4 focus:py-3 focus:shadow-float"
      >
        {t('shell.skip')}
      </a>
      <SandboxBanner />
      <Header />
      <main ref={main} id="main" tabIndex={-1} className="flex-1">
        <PageBoundary page={pathname}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
            <TakenOver />
          </Suspense>
        </PageBoundary>
      </main>
      <Piece>
        <Footer />
      </Piece>
    </div>
  );
}
