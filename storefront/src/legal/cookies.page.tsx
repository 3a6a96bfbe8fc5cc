import { cookiesText } from './cookies.text.ts';
import { LegalPage } from './legal-page.tsx';

export function CookiesPage() {
  return <LegalPage name="cookies" text={cookiesText} />;
}
