import type { Money } from '../../platform/money/money.ts';
import { formatMoney } from '../../platform/money/money.ts';
import type { DeliveryFacts } from '../delivery-facts.ts';
import { ActionButton, Layout, Row } from './elements.tsx';
import type { Frame } from './frame.ts';
import { light, sans } from './tokens.ts';

/** What was bought and paid, label and value, in the order they are read. */
export function summaryLines(facts: DeliveryFacts, frame: Frame, refunded?: Money): [string, string][] {
  const { t, locale } = frame;
  const lines: [string, string][] = [
    [t('order'), facts.orderNumber],
    [t('plan'), facts.planName],
    [t('paid'), formatMoney(facts.total, locale)],
  ];
  return refunded ? [...lines, [t('refundedAmount'), formatMoney(refunded, locale)]] : lines;
}

/** The order in three lines, and the way to its page. */
export function OrderSummary({
  facts,
  frame,
  refunded,
}: {
  facts: DeliveryFacts;
  frame: Frame;
  refunded?: Money;
}) {
  const cell = { fontFamily: sans, fontSize: 15, lineHeight: '22px', padding: '4px 0' } as const;
  return (
    <>
      <Layout>
        {summaryLines(facts, frame, refunded).map(([label, value]) => (
          <tr key={label}>
            <td className="soft" style={{ ...cell, color: light.soft, paddingRight: 16 }} valign="top">
              {label}
            </td>
            <td className="ink" style={{ ...cell, color: light.ink }} align="right" valign="top">
              {value}
            </td>
          </tr>
        ))}
      </Layout>
      <Layout style={{ marginTop: 16 }}>
        <Row>
          <ActionButton href={facts.orderUrl} isQuiet>
            {frame.t('viewOrder')}
          </ActionButton>
        </Row>
      </Layout>
    </>
  );
}
