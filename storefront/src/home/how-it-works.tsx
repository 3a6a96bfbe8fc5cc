import { useTranslation } from '../i18n/use-translation.ts';

const STEPS = ['choose', 'pay', 'scan'] as const;

/** Three steps, which are really three: the words say what will happen, not how easy it is. */
export function HowItWorks() {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="how" className="shell pb-14">
      <h2 id="how" className="mb-5 text-2xl">
        {t('home.how')}
      </h2>
      <ol className="grid overflow-hidden rounded-card border border-line bg-surface md:grid-cols-3">
        {STEPS.map((step, index) => (
          <li
            key={step}
            className="relative flex gap-4 border-line p-5 max-md:not-first:border-t md:not-first:border-l md:not-first:border-dashed max-md:not-first:border-dashed"
          >
            <span
              aria-hidden
              className="figures font-display text-3xl leading-none font-extrabold text-brand opacity-80"
            >
              {index + 1}
            </span>
            <div>
              <h3 className="text-base tracking-normal">{t(`home.steps.${step}.title`)}</h3>
              <p className="mt-1 text-sm text-soft">{t(`home.steps.${step}.text`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
