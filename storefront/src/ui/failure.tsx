import { RotateCw } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import { useTranslation } from '../i18n/use-translation.ts';
import { useHasKept } from '../offline/use-has-kept.ts';
import { Button, buttonClass } from './button.tsx';
import { Notice } from './notice.tsx';

type FailureProps = { onRetry: () => void; title?: string; text?: string; className?: string };

/** A part that could not be loaded: what happened and how to try again, without taking the rest of the page along. */
export function Failure({ onRetry, title, text, className }: FailureProps) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const hasKept = useHasKept() && pathname !== '/account';
  return (
    <Notice
      tone="lost"
      title={title ?? t('failure.title')}
      className={className ?? ''}
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
      {text ?? t('failure.text')}
    </Notice>
  );
}
