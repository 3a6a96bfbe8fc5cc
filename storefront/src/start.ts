import './styles/app.css';
import { watchEarlyInput } from './rendering/early-input.ts';

/*
 * A page that the server drew is read before anything of it is touched: its letters and pictures have the line first,
 * and the scripts are fetched, all at once, after the first picture of it. The server names those of the page
 * (server/src/storefront/built-storefront.ts).
 */

const SCRIPTS = 'meta[name="tribi-scripts"]';

function begin(): void {
  const named = document.querySelector<HTMLMetaElement>(SCRIPTS)?.content.split(' ') ?? [];
  for (const href of named.filter(Boolean)) {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'modulepreload', href, crossOrigin: '' });
    document.head.append(link);
  }
  void import('./main.tsx');
}

watchEarlyInput();
// Hidden tabs draw no frames.
if (document.hidden) begin();
else requestAnimationFrame(() => setTimeout(begin));
