import { Tab, Tabs } from '@mui/material';
import { useListContext } from 'react-admin';

interface FilterTabsProps<Name extends string> {
  label: string;
  tabs: readonly { name: Name; label: string }[];
  value: Name;
  /** The tab that a list without a filter stands for. */
  standard: Name;
}

/** A list's tabs; which one is open stands in the address bar, as its filter `tab`. */
export function FilterTabs<Name extends string>({ label, tabs, value, standard }: FilterTabsProps<Name>) {
  const { filterValues, setFilters } = useListContext();
  const choose = (tab: unknown) => {
    const { tab: _left, ...others } = filterValues;
    setFilters(tab === standard ? others : { ...others, tab });
  };
  return (
    <Tabs
      value={value}
      onChange={(_event, tab: unknown) => choose(tab)}
      variant="scrollable"
      scrollButtons="auto"
      allowScrollButtonsMobile
      aria-label={label}
      sx={{ borderBottom: 1, borderColor: 'divider' }}
    >
      {tabs.map((tab) => (
        <Tab key={tab.name} value={tab.name} label={tab.label} />
      ))}
    </Tabs>
  );
}
