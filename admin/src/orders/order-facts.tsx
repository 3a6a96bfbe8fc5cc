import { Typography } from '@mui/material';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { Facts } from '../ui/facts.tsx';
import { Panel } from '../ui/panel.tsx';
import type { OrderWhole } from './order.reader.ts';

/** So many countries are named; the rest are counted, and named on the text's title. */
const placesNamed = 6;

export function PlanPanel({ order: { plan, quantity } }: { order: OrderWhole }) {
  const say = useSay();
  const { data, money, number } = useFormat();
  return (
    <Panel title={say('orders.show.summary')} note={say('orders.show.frozen')}>
      <Facts
        facts={[
          { label: say('orders.plan.name'), value: plan.name },
          {
            label: say('orders.plan.data'),
            value: plan.dataMb === null ? say('orders.plan.unlimited') : data(plan.dataMb),
          },
          {
            label: say('orders.plan.validity'),
            value: say('orders.plan.days', { smart_count: plan.validityDays }),
          },
          { label: say('orders.plan.places'), value: <Places codes={plan.countryCodes} /> },
          { label: say('orders.plan.carrier'), value: plan.carrierName },
          { label: say('orders.plan.unitPrice'), value: money(plan.unitPrice) },
          { label: say('orders.plan.quantity'), value: number(quantity) },
        ]}
      />
    </Panel>
  );
}

function Places({ codes }: { codes: readonly string[] }) {
  const say = useSay();
  const { places, number } = useFormat();
  const more = codes.length - placesNamed;
  if (more <= 1) return places(codes);
  const first = codes.slice(0, placesNamed).map((code) => places([code]));
  return (
    <span title={places(codes)}>
      {say('orders.plan.placesCount', { first: first.join(', '), count: number(more) })}
    </span>
  );
}

export function CustomerPanel({ customer }: { customer: OrderWhole['customer'] }) {
  const say = useSay();
  const { language } = useFormat();
  return (
    <Panel title={say('orders.show.customer')}>
      <Facts
        facts={[
          ...(customer.name ? [{ label: say('orders.customer.name'), value: customer.name }] : []),
          { label: say('orders.customer.email'), value: customer.email },
          { label: say('orders.customer.locale'), value: language(customer.locale) },
        ]}
      />
    </Panel>
  );
}

export function TotalsPanel({ order }: { order: OrderWhole }) {
  const say = useSay();
  const { deadline, money } = useFormat();
  return (
    <Panel title={say('orders.show.totals')}>
      <Facts
        areFigures
        facts={[
          { label: say('orders.totals.subtotal'), value: money(order.subtotal) },
          { label: say('orders.totals.discount'), value: money(order.discount) },
          { label: say('orders.totals.tax'), value: money(order.tax) },
          { label: say('orders.totals.total'), value: money(order.total), isStrong: true },
        ]}
      />
      {order.expiresAt && order.status === 'OPEN' && order.paymentStatus === 'UNPAID' && (
        <Typography variant="body2" sx={{ mt: 1, color: 'text.secondary' }}>
          {say('orders.fields.expiresAt')} {deadline(order.expiresAt)}
        </Typography>
      )}
    </Panel>
  );
}
