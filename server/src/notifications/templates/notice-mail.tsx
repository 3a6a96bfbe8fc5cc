import { formatMoney, type Money } from '../../platform/money/money.ts';
import type { DeliveryFacts } from '../delivery-facts.ts';
import type { MailPayload } from '../mail-request.ts';
import type { MailContent } from '../mailer.ts';
import { Layout, Paragraph, Row, Title } from './elements.tsx';
import type { Frame } from './frame.ts';
import { OrderSummary, summaryLines } from './order-summary.tsx';
import { renderHtml, renderText } from './render.tsx';
import { Shell } from './shell.tsx';
import { light } from './tokens.ts';

/** Paid, but the eSIM takes longer: what is safe, what happens next, that nothing is to be done. */
export async function inReviewMail(facts: DeliveryFacts, frame: Frame): Promise<MailContent> {
  const { t } = frame;
  return await noticeMail(facts, frame, {
    subject: t('reviewSubject', { place: facts.placeName }),
    preview: t('reviewPreview'),
    paragraphs: [t('reviewState'), t('reviewNext'), t('reviewRefund')],
  });
}

/** Money went back: all of it, unless `payload` says how much. */
export async function refundedMail(
  facts: DeliveryFacts,
  payload: MailPayload<'ORDER_REFUNDED'>,
  frame: Frame,
): Promise<MailContent> {
  const { t, locale } = frame;
  const refunded = payload?.refunded ?? facts.total;
  const values = { amount: formatMoney(refunded, locale), number: facts.orderNumber };
  return await noticeMail(facts, frame, {
    subject: t('refundSubject', values),
    preview: t('refundPreview', values),
    paragraphs: [t('refundState', values), t('refundNext')],
    refunded,
  });
}

/** Paid after the order had been closed, and still to be had: it is being delivered. */
export async function revivedMail(facts: DeliveryFacts, frame: Frame): Promise<MailContent> {
  const { t } = frame;
  return await noticeMail(facts, frame, {
    subject: t('revivedSubject', { place: facts.placeName }),
    preview: t('revivedPreview'),
    paragraphs: [t('revivedState', { number: facts.orderNumber }), t('revivedNext')],
  });
}

/** A payment that bought nothing goes back by itself. */
export async function returnedMail(
  facts: DeliveryFacts,
  { why, returned }: MailPayload<'PAYMENT_RETURNED'>,
  frame: Frame,
): Promise<MailContent> {
  const { t, locale } = frame;
  const values = { amount: formatMoney(returned, locale), number: facts.orderNumber };
  return await noticeMail(facts, frame, {
    subject: t('returnedSubject', values),
    preview: t('returnedPreview', values),
    paragraphs: [t(why === 'LATE' ? 'returnedLate' : 'returnedTwice', values), t('refundNext')],
    refunded: returned,
  });
}

/** An eSIM runs out soon. */
export async function expiryReminderMail(
  facts: DeliveryFacts,
  { expiresAt }: MailPayload<'EXPIRY_REMINDER'>,
  frame: Frame,
): Promise<MailContent> {
  const { t, locale } = frame;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const values = { place: facts.placeName, day: day.format(new Date(expiresAt)) };
  return await noticeMail(facts, frame, {
    subject: t('expirySubject', values),
    preview: t('expiryPreview', values),
    paragraphs: [t('expiryState', values), t('expiryNext')],
  });
}

/** What to do before the trip and on landing. */
export async function tripTipsMail(facts: DeliveryFacts, frame: Frame): Promise<MailContent> {
  const { t } = frame;
  return await noticeMail(facts, frame, {
    subject: t('tipsSubject', { place: facts.placeName }),
    preview: t('deliveryPreview'),
    paragraphs: [t('tipsInstall'), t('tipsLanding'), t('installsOnce')],
  });
}

/** A buyer asked for a refund: that it is here, by when it is answered, what not to do meanwhile. */
export async function refundAskedMail(
  facts: DeliveryFacts,
  { asked, answerHours }: MailPayload<'REFUND_ASKED'>,
  frame: Frame,
): Promise<MailContent> {
  const { t, locale } = frame;
  const values = {
    amount: formatMoney(asked, locale),
    number: facts.orderNumber,
    hours: String(answerHours),
  };
  return await noticeMail(facts, frame, {
    subject: t('refundAskedSubject', values),
    preview: t('refundAskedPreview', values),
    paragraphs: [t('refundAskedState', values), t('refundAskedNext')],
  });
}

/** The no to such a request, with its reason. */
export async function refundRefusedMail(
  facts: DeliveryFacts,
  { answer }: MailPayload<'REFUND_REFUSED'>,
  frame: Frame,
): Promise<MailContent> {
  const { t } = frame;
  const values = { number: facts.orderNumber };
  return await noticeMail(facts, frame, {
    subject: t('refundRefusedSubject', values),
    preview: t('refundRefusedPreview'),
    paragraphs: [t('refundRefusedState', values), `“${answer}”`, t('refundRefusedNext')],
  });
}

interface Notice {
  subject: string;
  preview: string;
  paragraphs: string[];
  refunded?: Money;
}

async function noticeMail(facts: DeliveryFacts, frame: Frame, notice: Notice): Promise<MailContent> {
  const { subject, preview, paragraphs, refunded } = notice;
  const reason = frame.t('orderReason', { number: facts.orderNumber });
  const html = await renderHtml(
    <Shell frame={frame} subject={subject} preview={preview} reason={reason}>
      <Row>
        <Layout className="bg-surface" style={{ backgroundColor: light.surface, borderRadius: 12 }}>
          <Row className="inset" style={{ padding: '28px 32px 32px' }}>
            <Title>{subject}</Title>
            {paragraphs.map((paragraph) => (
              <Paragraph key={paragraph}>{paragraph}</Paragraph>
            ))}
            <Layout style={{ marginTop: 20 }}>
              <Row>
                <OrderSummary facts={facts} frame={frame} {...(refunded ? { refunded } : {})} />
              </Row>
            </Layout>
          </Row>
        </Layout>
      </Row>
    </Shell>,
  );
  const text = renderText(frame, reason, [
    [subject],
    ...paragraphs.map((paragraph) => [paragraph]),
    summaryLines(facts, frame, refunded).map(([label, value]) => `${label}: ${value}`),
    [`${frame.t('viewOrder')}: ${facts.orderUrl}`],
  ]);
  return { subject, html, text, pictures: [] };
}
