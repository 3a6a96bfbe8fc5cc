import type { ErrorLike } from '@apollo/client';
import { RotateCw } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import { isAnswered } from '../api/is-answered.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useHasKept } from '../offline/use-has-kept.ts';
import { Button, buttonClass } from './button.tsx';
import { Notice } from './notice.tsx';

type FailureProps = {
  onRetry: () => void;
  /** What came instead: whether it was the shop or the line that failed. */
  error?: ErrorLike | undefined;
  title?: string;
  text?: string;
  /** It stands for the whole page: its title is the page's heading. */
  isPage?: boolean;
  className?: string;
};

/** A part that could not be loaded: what happened and how to try again, without taking the rest of the page along. */
export function Failure({ onRetry, error, title, text, isPage = false, className = '' }: FailureProps) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const said = isAnswered(error)
    ? { title: t('failure.ourTitle'), text: t('failure.ourText') }
    : { title: t('failure.title'), text: t('failure.text') };
  const hasKept = useHasKept() && pathname !== '/account';
  const notice = (
    <Notice
      tone="lost"
      title={title ?? said.title}
      isPageTitle={isPage}
      className={className}
      action={
        <>
          <Button look="plain" onClick={onRetry}>
            <RotateCw aria-hidden className="size-4" />
            {t('failure.retry')}
          </Button>
          {hasKept && (
            <Link to="/account" className={buttonClass('quiet')}>
              {t('failure.kept')}
            </Link>
          )}
        </>
      }
    >
      {text ?? said.text}
    </Notice>
  );
  return isPage ? <div className="shell py-12">{notice}</div> : notice;
}
