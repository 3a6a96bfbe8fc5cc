import { Check } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';
import { PageHead } from '../rendering/page-head.tsx';

type StepProps = {
  number: number;
  title: string;
  state: 'open' | 'done' | 'later';
  children?: ReactNode;
  action?: ReactNode;
};

/** One of the three steps of a purchase; done ones fold to a line. */
export function Step({ number, title, state, children, action }: StepProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-line py-5 first:border-t-0 first:pt-0">
      <div className="flex min-h-9 items-center gap-3">
        <span
          className={`figures flex size-8 shrink-0 items-center justify-center rounded-full text-sm font-bold ${
            state === 'done'
              ? 'bg-ready-soft text-ready'
              : state === 'open'
                ? 'bg-brand-soft text-brand'
                : 'bg-sunken text-soft'
          }`}
        >
          {state === 'done' ? <Check aria-hidden className="size-4.5" /> : <span aria-hidden>{number}</span>}
        </span>
        <h2 id={id} className={`text-lg ${state === 'later' ? 'text-soft' : ''}`}>
          {title}
          {state === 'done' && <span className="sr-only"> – {t('checkout.done')}</span>}
        </h2>
        {action && <div className="ml-auto">{action}</div>}
      </div>
      {children && state !== 'later' && <div className="mt-3 sm:pl-11">{children}</div>}
    </section>
  );
}

type CheckoutFrameProps = { title: string; summary: ReactNode; children: ReactNode };

/** Steps on the left, what is bought on the right; on a phone what is bought comes first. */
export function CheckoutFrame({ title, summary, children }: CheckoutFrameProps) {
  const { t } = useTranslation();
  return (
    <div className="shell pt-4 sm:pt-8">
      <PageHead title={t('shell.pageTitle', { title })} isPrivate />
      <h1 className="mb-6 text-2xl sm:mb-8 sm:text-3xl">{title}</h1>
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <aside className="min-w-0 lg:sticky lg:top-6 lg:order-last">{summary}</aside>
        <div className="min-w-0">{children}</div>
      </div>
    </div>
  );
}
