import { lastAnswerOf } from '../api/answer.ts';
import { useImprintQuery } from '../generated/graphql.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { fill } from '../prose/block.ts';
import { legalWords } from './legal-page.text.ts';

/** Who runs the shop, as far as its settings say so; nothing where they do not. */
export function Company({ className = '' }: { className?: string }) {
  const { locale } = usePreferences();
  const words = legalWords[locale];
  const company = lastAnswerOf(useImprintQuery())?.shop.company;
  if (!company) return null;
  return (
    <section aria-labelledby="company" className={className}>
      <h2 id="company" className="mb-2 text-xl">
        {words.company}
      </h2>
      <address className="leading-relaxed not-italic">
        <span className="block font-semibold">{company.name}</span>
        {company.address && <span className="block">{company.address}</span>}
        {company.registration && <span className="block">{company.registration}</span>}
        {company.taxId && <span className="block">{fill(words.taxId, { id: company.taxId })}</span>}
      </address>
    </section>
  );
}
