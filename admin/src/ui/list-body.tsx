import FilterAltOff from '@mui/icons-material/FilterAltOff';
import Inbox from '@mui/icons-material/Inbox';
import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { Pagination, useListContext } from 'react-admin';
import { useSay } from '../i18n/use-say.ts';
import { ListSkeleton } from './list-skeleton.tsx';
import { Note } from './note.tsx';
import { ProblemNote } from './problem-note.tsx';

interface ListBodyProps {
  /** What to say when there is nothing at all, and when there is nothing under these filters. */
  emptyText: string;
  noneText: string;
  clearLabel?: string;
  /** The list is always one page. */
  isWhole?: boolean;
  children: ReactNode;
}

/** The rows of a list and its pages, or what stands in their place while they load, when they fail, and when there are none. */
export function ListBody({ emptyText, noneText, clearLabel, isWhole = false, children }: ListBodyProps) {
  const say = useSay();
  const { data, error, isPending, filterValues, setFilters, refetch } = useListContext();
  if (error && !data) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <ListSkeleton />;
  if (data.length > 0) {
    return (
      <>
        {children}
        {!isWhole && <Pagination rowsPerPageOptions={[]} />}
      </>
    );
  }
  if (Object.keys(filterValues).length === 0) {
    return <Note icon={Inbox} title={say('list.emptyTitle')} text={emptyText} />;
  }
  return (
    <Note icon={FilterAltOff} title={say('list.noneTitle')} text={noneText}>
      <Button variant="outlined" onClick={() => setFilters({})}>
        {clearLabel ?? say('list.clear')}
      </Button>
    </Note>
  );
}
