import { CircleCheck, CircleHelp, CircleX, Smartphone } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { Link } from 'react-router';
import { lastAnswerOf } from '../api/answer.ts';
import {
  type CompatibilityVerdict,
  type DeviceModelsQuery,
  useDeviceModelsQuery,
  useDeviceVerdictQuery,
} from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { inputClass } from '../ui/field.tsx';
import { Bone } from '../ui/skeleton.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';

type Model = DeviceModelsQuery['deviceModels'][number];

const looks = {
  COMPATIBLE: { icon: CircleCheck, className: 'text-ready' },
  INCOMPATIBLE: { icon: CircleX, className: 'text-lost' },
  UNKNOWN: { icon: CircleHelp, className: 'text-wait' },
} satisfies Record<CompatibilityVerdict, unknown>;

/**
 * First what this very device tells of itself, then a search in the list of models. `isWithList`: the list is on the same
 * page, with a search of its own.
 */
export function DeviceCheck({ isWithList = false }: { isWithList?: boolean }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const [model, setModel] = useState<string | null>(null);
  const query = useDeviceVerdictQuery({ variables: { model, locale }, ssr: false });
  const { error } = query;
  const verdict = lastAnswerOf(query)?.deviceCompatibility;
  return (
    <section aria-labelledby="device" className="rounded-card border border-line bg-surface p-4 sm:p-5">
      <h2 id="device" className="flex items-center gap-2 text-lg">
        <Smartphone aria-hidden className="size-5 text-brand" />
        {t('device.title')}
      </h2>
      <div role="status" className="mt-2 min-h-11 text-sm">
        {verdict && <Verdict verdict={verdict.verdict} device={verdict.device} message={verdict.message} />}
        {!verdict && !error && <Bone className="h-5 w-4/5" />}
        {error && !verdict && <p className="text-soft">{t('device.failed')}</p>}
      </div>
      {!isWithList && (
        <>
          <ModelSearch onChoose={setModel} />
          <Link
            to="/devices"
            className="mt-2 inline-flex min-h-11 items-center text-sm font-medium text-brand underline underline-offset-4"
          >
            {t('device.all')}
          </Link>
        </>
      )}
    </section>
  );
}

type VerdictProps = { verdict: CompatibilityVerdict; device: string | null; message: string };

function Verdict({ verdict, device, message }: VerdictProps) {
  const { icon: Icon, className } = looks[verdict];
  return (
    <p className="flex gap-2">
      <Icon aria-hidden className={`mt-0.5 size-4.5 shrink-0 ${className}`} />
      <span>
        {device && <strong className="font-semibold">{device}: </strong>}
        {message}
      </span>
    </p>
  );
}

function ModelSearch({ onChoose }: { onChoose: (model: string) => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const search = useDeferredValue(typed.trim());
  const query = useDeviceModelsQuery({ variables: { search }, skip: !isOpen });
  // Of the last search while this one is on its way, and not where it failed.
  const models = query.error ? [] : (lastAnswerOf(query)?.deviceModels ?? []);
  const choose = (key: unknown) => {
    if (typeof key !== 'string') return;
    setTyped(key);
    onChoose(key);
  };
  return (
    <ComboBox
      className="mt-3"
      items={models.map((model) => ({ ...model, id: nameOf(model) }))}
      inputValue={typed}
      onInputChange={setTyped}
      onSelectionChange={choose}
      onOpenChange={setOpen}
      defaultFilter={() => true}
      allowsCustomValue
      menuTrigger="focus"
      // Also while the models are on their way.
      allowsEmptyCollection
    >
      <Label className="mb-1.5 block text-sm font-medium">{t('device.search')}</Label>
      <Input
        className={inputClass}
        placeholder={t('device.placeholder')}
        autoComplete="off"
        spellCheck={false}
      />
      <Popover className="w-(--trigger-width) overflow-auto rounded-control border border-line bg-surface shadow-float">
        <ListBox<Model & { id: string }>
          className="max-h-64 overflow-auto p-1 outline-none"
          renderEmptyState={() => (
            <p className="flex min-h-11 items-center px-3 text-sm text-soft">
              {query.loading
                ? t('common.loading')
                : query.error
                  ? failureText(query.error)
                  : t('device.none')}
            </p>
          )}
        >
          {(model) => (
            <ListBoxItem
              textValue={model.id}
              className="flex min-h-11 cursor-pointer items-center gap-2 rounded-md px-3 text-sm outline-none hover:bg-brand-soft data-[focused]:bg-brand-soft"
            >
              {model.id}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** Some makers' models already begin with the maker's name. */
function nameOf({ brand, model }: Model): string {
  return model.startsWith(brand) ? model : `${brand} ${model}`;
}
