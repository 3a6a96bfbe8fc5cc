import { Earth, Map as MapIcon, Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { useLocation, useNavigate } from 'react-router';
import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Flag } from '../places/flag.tsx';
import { searchPlaces } from '../places/search.ts';
import type { Destination } from './destinations.ts';
import { SEARCH_HASH } from './search-address.ts';

/** Options in the list; who looks for more types more. */
const SHOWN = 40;
/** Matches that light up: the best ones, or half the world would glow at the first letter. */
const LIT = 12;

const NOTHING: readonly Destination[] = [];
const NONE: ReadonlySet<string> = new Set();

type DestinationSearchProps = {
  destinations: readonly Destination[];
  /** They did not come: there is no list to open. */
  hasFailed: boolean;
  /** Told which countries match what is typed; none when nothing is. */
  onMatches: (codes: ReadonlySet<string>) => void;
  /** Told when somebody comes to the field. */
  onBegin: () => void;
};

/** Country, region or city → its page. Opens when it is focused or typed in, never by itself. */
export function DestinationSearch({ destinations, hasFailed, onMatches, onBegin }: DestinationSearchProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [hasBegun, setBegun] = useState(false);
  const matches = useMatches(destinations, typed, onMatches);
  const choose = (key: unknown) => {
    const chosen = destinations.find((destination) => destination.key === key);
    if (chosen) navigate(chosen.path);
  };
  const chooseFirst = () => {
    const [first] = matches;
    if (typed.trim() !== '' && first) navigate(first.path);
  };
  return (
    <ComboBox
      className="mt-8 max-w-xl"
      // The list is made when somebody comes to look into it.
      items={hasBegun ? matches.slice(0, SHOWN) : NOTHING}
      inputValue={typed}
      onInputChange={setTyped}
      selectedKey={null}
      onSelectionChange={choose}
      onFocus={() => {
        setBegun(true);
        onBegin();
      }}
      defaultFilter={() => true}
      menuTrigger="focus"
      allowsEmptyCollection={!hasFailed}
    >
      <Label className="sr-only">{t('search.label')}</Label>
      <SearchInput onEnter={chooseFirst} />
      <Text slot="description" className="sr-only">
        {t('search.hint')}
      </Text>
      <Popover
        offset={8}
        className="w-(--trigger-width) overflow-auto rounded-card border border-line bg-surface shadow-float data-[entering]:animate-[appear_160ms_var(--ease-out)]"
      >
        <ListBox<Destination>
          className="max-h-[min(24rem,50dvh)] overflow-auto p-1.5 outline-none"
          renderEmptyState={() => (
            <p className="px-4 py-5 text-soft">
              {hasBegun && destinations.length > 0 ? t('search.none') : t('common.loading')}
            </p>
          )}
        >
          {(destination) => <DestinationOption destination={destination} />}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** What fits the words typed; tells which countries that lights up. */
function useMatches(
  destinations: readonly Destination[],
  typed: string,
  onMatches: DestinationSearchProps['onMatches'],
) {
  const matches = useMemo(() => searchPlaces(destinations, typed), [destinations, typed]);
  useEffect(() => {
    if (typed.trim() === '') onMatches(NONE);
    else onMatches(new Set(matches.slice(0, LIT).flatMap(({ countryCodes }) => countryCodes)));
  }, [matches, typed, onMatches]);
  return matches;
}

/** `onEnter`: Enter was pressed with nothing chosen in the list. */
function SearchInput({ onEnter }: { onEnter: () => void }) {
  const { t } = useTranslation();
  const location = useLocation();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The way here was the search button of another page. Said once: a reload or the way back asks for no focus.
    if (location.hash !== SEARCH_HASH) return;
    input.current?.focus();
    const { pathname, search } = location;
    navigate({ pathname, search }, { replace: true, preventScrollReset: true });
  }, [location, navigate]);
  return (
    <div className="relative">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-4 size-5 -translate-y-1/2 text-brand"
      />
      <Input
        ref={input}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        placeholder={t('search.placeholder')}
        onKeyDown={(event) => {
          const isChosen = event.currentTarget.hasAttribute('aria-activedescendant');
          if (event.key === 'Enter' && !isChosen) onEnter();
        }}
        className="h-16 w-full rounded-card border border-control bg-surface pr-4 pl-12 text-lg text-ink shadow-float outline-none placeholder:text-soft focus:border-focus focus:ring-2 focus:ring-focus [&::-webkit-search-cancel-button]:hidden"
      />
    </div>
  );
}

function DestinationOption({ destination }: { destination: Destination }) {
  return (
    <ListBoxItem
      id={destination.key}
      textValue={destination.name}
      className="cursor-pointer rounded-control outline-none hover:bg-brand-soft data-[focused]:bg-brand-soft"
    >
      <DestinationRow destination={destination} />
    </ListBoxItem>
  );
}

function DestinationRow({ destination }: { destination: Destination }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, code, name, fromPrice, countryCodes } = destination;
  const Icon = kind === 'global' ? Earth : MapIcon;
  return (
    <span className="flex min-h-12 items-center gap-3 px-3">
      {kind === 'country' ? <Flag iso2={code} /> : <Icon aria-hidden className="size-5 w-6 text-brand" />}
      <span className="min-w-0 flex-1 truncate">
        {name}
        {kind === 'region' && (
          <span className="text-sm text-soft">
            {' '}
            · {t('place.countryCount', { count: countryCodes.length })}
          </span>
        )}
      </span>
      {fromPrice && (
        <span className="figures text-sm text-soft">
          {t('place.from', { price: format.money(fromPrice) })}
        </span>
      )}
    </span>
  );
}
