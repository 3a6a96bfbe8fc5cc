import Sensors from '@mui/icons-material/Sensors';
import SensorsOff from '@mui/icons-material/SensorsOff';
import { useQueryClient } from '@tanstack/react-query';
import { useLocale, useResourceContext } from 'react-admin';
import { useIsLineOpen } from '../api/live-line.ts';
import { useOrderUpdatedSubscription } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { ToneChip } from '../states/tone-chip.tsx';
import { byNumber } from './order.reader.ts';

/** Keeps the order on the page as the server has it, and says whether it does. */
export function OrderLive({ number }: { number: string }) {
  const say = useSay();
  const resource = useResourceContext();
  const locale = useLocale();
  const queryClient = useQueryClient();
  const { data, error } = useOrderUpdatedSubscription({
    variables: { number, locale },
    fetchPolicy: 'no-cache',
    onData: ({ data: { data: update } }) => {
      if (!update) return;
      queryClient.setQueriesData(
        { queryKey: [resource, 'getOne'], predicate: isOf(number) },
        byNumber(update.orderUpdated),
      );
    },
  });
  const isLineOpen = useIsLineOpen();
  if (error) return <ToneChip tone="neutral" icon={SensorsOff} label={say('orders.show.notLive')} />;
  if (!data) return null;
  if (!isLineOpen) return <ToneChip tone="wait" icon={SensorsOff} label={say('orders.show.reconnecting')} />;
  return <ToneChip tone="ready" icon={Sensors} label={say('orders.show.live')} />;
}

/** react-admin keeps a record under [resource, 'getOne', { id, meta }]. */
const isOf =
  (id: string) =>
  ({ queryKey }: { queryKey: readonly unknown[] }): boolean => {
    const params = queryKey[2];
    return typeof params === 'object' && params !== null && 'id' in params && params.id === id;
  };
