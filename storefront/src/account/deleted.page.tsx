import { PageHead } from '../rendering/page-head.tsx';
import { LinkButton } from '../ui/button.tsx';
import { useOwnTexts } from './own-texts.ts';

/** What is shown to somebody who has just left. */
export function DeletedPage() {
  const { own } = useOwnTexts();
  return (
    <div className="shell py-8 sm:py-16">
      <PageHead title={own('personal.deleted.documentTitle')} isPrivate />
      <div className="mx-auto max-w-md">
        <h1 className="text-3xl">{own('personal.deleted.title')}</h1>
        <p className="mt-2 mb-6 text-soft">{own('personal.deleted.text')}</p>
        <LinkButton to="/" look="plain">
          {own('personal.deleted.home')}
        </LinkButton>
      </div>
    </div>
  );
}
