import {
  CalendarClock,
  FileCheck,
  Gauge,
  type LucideIcon,
  MessageSquare,
  Phone,
  PlayCircle,
  RefreshCw,
  Smartphone,
  Undo2,
  Wifi,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTranslation } from '../i18n/use-translation.ts';
import type { PlanDetail } from './plan.page.tsx';

type Fact = { icon: LucideIcon; label: string; value: string; more?: ReactNode };

function useFacts(plan: PlanDetail): Fact[] {
  const { t } = useTranslation();
  const yesNo = (value: boolean) => (value ? t('common.yes') : t('common.no'));
  const facts: (Fact | false)[] = [
    { icon: PlayCircle, label: t('facts.validity'), value: t(`facts.validityPolicy.${plan.validityPolicy}`) },
    {
      icon: CalendarClock,
      label: t('facts.install'),
      value: t('facts.installWithin', { count: plan.installWithinDays }),
    },
    { icon: Wifi, label: t('facts.hotspot'), value: yesNo(plan.hotspotAllowed) },
    { icon: Smartphone, label: t('facts.phoneNumber'), value: yesNo(plan.includesPhoneNumber) },
    plan.voiceMinutes !== null && {
      icon: Phone,
      label: t('facts.calls'),
      value: t('facts.minutes', { count: plan.voiceMinutes }),
    },
    plan.texts !== null && {
      icon: MessageSquare,
      label: t('facts.texts'),
      value: t('facts.textCount', { count: plan.texts }),
    },
    { icon: RefreshCw, label: t('facts.topUp'), value: t('facts.topUpNotYet') },
    {
      icon: FileCheck,
      label: t('facts.identity'),
      value: plan.identityCheck ? t('facts.identityNeeded') : t('facts.identityNotNeeded'),
    },
    {
      icon: Gauge,
      label: t('facts.fairUse'),
      value: plan.fairUse ?? t('facts.fairUseNone'),
    },
    { icon: Undo2, label: t('refunds.label'), value: t('refunds.text'), more: <RefundLink /> },
  ];
  return facts.filter((fact): fact is Fact => fact !== false);
}

function RefundLink() {
  const { t } = useTranslation();
  return (
    <Link to="/help/refund" className="font-normal text-brand underline underline-offset-4">
      {t('refunds.how')}
    </Link>
  );
}

/** Everything a traveller asks before paying, said outright, the unwelcome too. */
export function PlanFacts({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation();
  const facts = useFacts(plan);
  return (
    <section aria-labelledby="facts" className="mt-9">
      <h2 id="facts" className="mb-3 text-xl">
        {t('facts.title')}
      </h2>
      <dl className="grid gap-x-8 sm:grid-cols-2">
        {facts.map(({ icon: Icon, label, value, more }) => (
          <div key={label} className="relative border-t border-line py-3.5 pl-8">
            <dt className="text-sm text-soft">
              <Icon aria-hidden className="absolute top-4 left-0 size-5 text-brand" />
              {label}
            </dt>
            <dd className="font-medium">
              {value} {more}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
