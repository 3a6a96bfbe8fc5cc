import type { StripeEventFragment } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { Panel } from '../ui/panel.tsx';
import { StripeEventTable } from './stripe-event-table.tsx';

/** What Stripe told of the order's payments, and what came of it. */
export function StripeEventsPanel({ events }: { events: readonly StripeEventFragment[] }) {
  const say = useSay();
  if (events.length === 0) return null;
  return (
    <Panel title={say('orders.events.title')} isFlush>
      <StripeEventTable events={events} />
    </Panel>
  );
}
