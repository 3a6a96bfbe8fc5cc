import { CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import { lastAnswerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import { type DeviceListQuery, useDeviceListQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { fold } from '../places/search.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { PageHead } from '../rendering/page-head.tsx';
import { Failure } from '../ui/failure.tsx';
import { Field } from '../ui/field.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { DeviceCheck } from './device-check.tsx';

type Brand = DeviceListQuery['deviceList']['brands'][number];
type Group = Brand['groups'][number];

/** The compatibility list for everybody: this very phone first, then every model, to be searched or read. */
export function DevicesPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const query = useDeviceListQuery({ variables: { locale } });
  const { error, refetch } = query;
  const list = lastAnswerOf(query)?.deviceList;
  if (!list && !error) return <PageSkeleton />;
  return (
    <div className="shell py-6 sm:py-10">
      <PageHead title={t('deviceList.documentTitle')} description={t('deviceList.intro')} />
      <h1 className="text-3xl font-extrabold sm:text-4xl">{t('deviceList.title')}</h1>
      <p className="mt-3 max-w-prose text-soft">
        {t('deviceList.intro')} {t('deviceList.dial')}
      </p>
      <div className="mt-6 max-w-xl">
        <DeviceCheck isWithList />
      </div>
      {list ? (
        <DeviceList list={list} />
      ) : (
        <Failure
          error={error}
          title={t('deviceList.failed')}
          onRetry={() => void refetch()}
          className="my-8"
        />
      )}
    </div>
  );
}

function DeviceList({ list }: { list: DeviceListQuery['deviceList'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const brands = narrow(list.brands, typed);
  const count = brands.flatMap(({ groups }) => groups.flatMap(({ models }) => models)).length;
  return (
    <>
      <Field
        type="search"
        label={t('deviceList.filter')}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        autoComplete="off"
        className="mt-10 max-w-xl"
      />
      <p role="status" className="figures mt-2 text-sm text-soft">
        {count === 0 ? t('deviceList.none') : t('deviceList.count', { count })}
      </p>
      {brands.map((brand) => (
        <BrandSection key={brand.brand} brand={brand} />
      ))}
      <p className="mt-10 max-w-prose text-sm text-soft">
        {t('deviceList.asOf', { date: format.plainDate(list.asOf), source: list.source })}
      </p>
    </>
  );
}

/** The models whose name or brand has each word typed. */
function narrow(brands: readonly Brand[], typed: string): Brand[] {
  const words = fold(typed).split(' ');
  const fits = (brand: string, model: string) => {
    const name = fold(`${brand} ${model}`);
    return words.every((word) => name.includes(word));
  };
  return brands
    .map(({ brand, groups, ...rest }) => ({
      ...rest,
      brand,
      groups: groups
        .map((group) => ({ ...group, models: group.models.filter((model) => fits(brand, model)) }))
        .filter(({ models }) => models.length > 0),
    }))
    .filter(({ groups }) => groups.length > 0);
}

function BrandSection({ brand: { brand, groups } }: { brand: Brand }) {
  return (
    <section aria-label={brand} className="mt-8">
      <h2 className="text-xl">{brand}</h2>
      <div className="mt-3 grid gap-3 lg:grid-cols-2">
        {groups.map((group) => (
          <ModelGroup key={`${group.verdict} ${group.note}`} group={group} />
        ))}
      </div>
    </section>
  );
}

function ModelGroup({ group: { verdict, note, models } }: { group: Group }) {
  const { t } = useTranslation();
  const takesIt = verdict === 'COMPATIBLE';
  const Icon = takesIt ? CircleCheck : CircleX;
  return (
    <div className="rounded-card border border-line bg-surface p-4">
      <h3 className="flex items-center gap-2 text-base">
        <Icon aria-hidden className={`size-4.5 shrink-0 ${takesIt ? 'text-ready' : 'text-lost'}`} />
        {takesIt ? t('deviceList.takes') : t('deviceList.takesNot')}
      </h3>
      <ul className="mt-2 flex flex-wrap gap-x-2 gap-y-1 text-sm">
        {models.map((model, index) => (
          <li key={model}>
            {model}
            {index < models.length - 1 && ','}
          </li>
        ))}
      </ul>
      {note && <p className="mt-3 text-sm text-soft">{note}</p>}
    </div>
  );
}
