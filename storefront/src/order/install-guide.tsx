import { ChevronDown, Smartphone } from 'lucide-react';
import { useId } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from '../i18n/use-translation.ts';
import { buttonClass } from '../ui/button.tsx';
import { phoneSystem } from './phone.ts';

const STEPS = {
  ios: ['network', 'add', 'scan', 'label', 'roaming'],
  android: ['network', 'add', 'scan', 'label', 'roaming'],
} as const;

/** The steps by hand for either phone, roaming included; this visitor's own comes first. */
export function InstallGuide() {
  const { t } = useTranslation();
  const id = useId();
  const own = phoneSystem(navigator.userAgent, navigator.maxTouchPoints);
  return (
    <section aria-labelledby={id} className="rounded-card border border-line bg-surface p-4 sm:p-5">
      <h2 id={id} className="flex items-center gap-2 text-lg">
        <Smartphone aria-hidden className="size-5 text-brand" />
        {t('install.title')}
      </h2>
      {own === null && <p className="mt-1 text-sm text-soft">{t('install.otherScreen')}</p>}
      <Tabs defaultSelectedKey={own ?? 'ios'} className="mt-3">
        <TabList
          aria-label={t('install.phone')}
          className="grid grid-cols-2 gap-1 rounded-control bg-sunken p-1"
        >
          {(['ios', 'android'] as const).map((system) => (
            <Tab
              key={system}
              id={system}
              className="flex min-h-11 cursor-pointer items-center justify-center rounded-md text-sm font-medium text-soft outline-none data-[selected]:bg-surface data-[selected]:text-ink data-[selected]:shadow-sm focus-visible:outline-2 focus-visible:outline-brand"
            >
              {t(`install.${system}.name`)}
            </Tab>
          ))}
        </TabList>
        {(['ios', 'android'] as const).map((system) => (
          <TabPanel key={system} id={system} className="pt-4 outline-offset-4">
            <ol className="list-decimal space-y-2 pl-5 text-sm marker:font-semibold marker:text-brand">
              {STEPS[system].map((step) => (
                <li key={step}>{t(`install.${system}.${step}`)}</li>
              ))}
            </ol>
            <p className="mt-3 text-sm text-soft">{t(`install.${system}.byHand`)}</p>
          </TabPanel>
        ))}
      </Tabs>
      <details className="group/more mt-4 border-t border-line pt-3 text-sm">
        <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between font-medium [&::-webkit-details-marker]:hidden">
          {t('own.guide.title')}
          <ChevronDown
            aria-hidden
            className="size-5 text-brand transition-transform duration-200 group-open/more:rotate-180"
          />
        </summary>
        <ul className="list-disc space-y-2 pl-5 text-soft marker:text-brand">
          <li>{t('own.guide.before')}</li>
          <li>{t('own.guide.once')}</li>
          <li>{t('own.guide.roaming')}</li>
          <li>{t('own.guide.apn')}</li>
          <li>{t('own.guide.network')}</li>
        </ul>
      </details>
    </section>
  );
}

type InstallLinks = { ios: string; android: string };

/** One tap instead of a camera. Only on the phone itself: on any other screen it would lead nowhere. */
export function InstallLink({ links }: { links: InstallLinks }) {
  const { t } = useTranslation();
  const system = phoneSystem(navigator.userAgent, navigator.maxTouchPoints);
  const href = system ? links[system] : '';
  if (!system || !href.startsWith('https://')) return null;
  return (
    <div className="mt-3">
      <a href={href} className={buttonClass('action', 'w-full')}>
        {t('install.oneTap')}
      </a>
      <p className="mt-1.5 text-xs text-soft">{t(`install.${system}.oneTapFrom`)}</p>
    </div>
  );
}
