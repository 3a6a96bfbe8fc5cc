import { isOurs } from '../api/is-answered.ts';
import type { Amount } from '../format/money.ts';
import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { PlanPassList } from '../pass/plan-pass.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import type { CheckoutRefusal } from './use-checkout.ts';

type CheckoutProblemProps = {
  problem: CheckoutRefusal;
  /** Takes the new total and goes on at once. */
  onAccept: (total: Amount) => void;
  onRetry: () => void;
};

/** Why there is no payment yet: in the server's words, with the next step beside them. */
export function CheckoutProblem({ problem, onAccept, onRetry }: CheckoutProblemProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const retry = (
    <Button look="plain" onClick={onRetry}>
      {t('failure.retry')}
    </Button>
  );
  switch (problem.__typename) {
    case 'PriceChanged':
      return (
        <Notice
          tone="wait"
          title={t('checkout.priceChanged', { total: format.money(problem.newTotal) })}
          action={
            <Button onClick={() => onAccept(problem.newTotal)}>
              {t('checkout.acceptPrice', { total: format.money(problem.newTotal) })}
            </Button>
          }
        >
          {problem.message}
        </Notice>
      );
    case 'PlanUnavailable':
      return (
        <div>
          <Notice tone="wait" title={t('soldOut.title')} className="mb-4">
            {problem.message}
          </Notice>
          {problem.alternatives.length > 0 && <h3 className="mb-3 text-base">{t('soldOut.alternatives')}</h3>}
          <PlanPassList plans={problem.alternatives} />
        </div>
      );
    case 'InvalidInput': {
      const others = problem.errors.filter(({ path }) => !path.endsWith('quantity'));
      return <Notice tone="lost">{others.map(({ message }) => message).join(' ') || problem.message}</Notice>;
    }
    case 'RateLimited':
      return <Notice tone="wait">{problem.message}</Notice>;
    case 'PaymentProviderUnavailable':
      return (
        <Notice tone="wait" title={t('checkout.providerDown')} action={retry}>
          {problem.message}
        </Notice>
      );
    case 'IdempotencyConflict':
    case 'PurchasesPaused':
      return (
        <Notice tone="wait" action={retry}>
          {problem.message}
        </Notice>
      );
    case 'NoAnswer':
      return (
        <Notice
          tone="lost"
          title={isOurs(problem.error) ? t('failure.ourTitle') : t('failure.title')}
          action={retry}
        >
          {t('checkout.noAnswer')}
        </Notice>
      );
  }
}
