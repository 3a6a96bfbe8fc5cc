import { qrPng } from '../../esims/qr-code.ts';
import type { DeliveredEsim, DeliveryFacts } from '../delivery-facts.ts';
import type { InlinePicture, MailContent } from '../mailer.ts';
import { Layout, Paragraph, Row, Subtitle, Title } from './elements.tsx';
import type { Frame } from './frame.ts';
import { dataLabel, daysLabel, validityLabel } from './labels.ts';
import { OrderSummary, summaryLines } from './order-summary.tsx';
import { Pass, qrCid } from './pass.tsx';
import { renderHtml, renderText } from './render.tsx';
import { Shell } from './shell.tsx';
import { light, sans } from './tokens.ts';

/**
 * The delivery: each eSIM that is there as a pass with its QR code inside the mail, its codes as text, and how to install it.
 * Where the order has more than that, it says what becomes of the rest.
 */
export async function deliveryMail(facts: DeliveryFacts, frame: Frame): Promise<MailContent> {
  const subject = subjectOf(facts, frame);
  const reason = frame.t('orderReason', { number: facts.orderNumber });
  const html = await renderHtml(
    <Shell frame={frame} subject={subject} preview={frame.t('deliveryPreview')} reason={reason}>
      <Row>
        <Title>{subject}</Title>
        {[...restOf(facts, frame), leadOf(facts, frame)].map((paragraph) => (
          <Paragraph key={paragraph}>{paragraph}</Paragraph>
        ))}
        {facts.esims.map((esim) => (
          <Pass key={esim.position} esim={esim} facts={facts} frame={frame} />
        ))}
        <Layout style={{ marginTop: 20 }}>
          <Row
            className="bg-surface inset"
            style={{ backgroundColor: light.surface, borderRadius: 12, padding: '24px 28px 28px' }}
          >
            <List title={frame.t('stepsIphone')} items={iphoneSteps(frame)} isNumbered />
            <List title={frame.t('stepsAndroid')} items={androidSteps(frame)} isNumbered />
            <List title={frame.t('goodToKnow')} items={goodToKnow(facts, frame)} />
            <OrderSummary facts={facts} frame={frame} />
          </Row>
        </Layout>
      </Row>
    </Shell>,
  );
  return {
    subject,
    html,
    text: textOf(facts, frame, subject, reason),
    pictures: await qrPictures(facts.esims),
  };
}

function subjectOf({ esims, placeName: place, quantity, revoked }: DeliveryFacts, { t }: Frame): string {
  const whole = quantity - revoked;
  if (esims.length < whole) return t('partSubject', { place, ready: esims.length, count: whole });
  return t(esims.length === 1 ? 'deliverySubjectOne' : 'deliverySubjectMany', { place, count: esims.length });
}

const leadOf = ({ esims }: DeliveryFacts, { t }: Frame) =>
  t(esims.length === 1 ? 'deliveryLeadOne' : 'deliveryLeadMany');

/** What is still to come, and what will not. */
function restOf({ esims, quantity, lost, revoked }: DeliveryFacts, { t }: Frame): string[] {
  const waiting = quantity - esims.length - lost - revoked;
  return [
    ...(waiting > 0 ? [t(waiting === 1 ? 'partWaitingOne' : 'partWaitingMany', { count: waiting })] : []),
    ...(lost > 0 ? [t(lost === 1 ? 'partLostOne' : 'partLostMany', { count: lost })] : []),
  ];
}

const iphoneSteps = ({ t }: Frame) => [t('iphone1'), t('iphone2'), t('iphone3')];
const androidSteps = ({ t }: Frame) => [t('android1'), t('android2'), t('android3')];

function goodToKnow({ validityPolicy, validityDays }: DeliveryFacts, frame: Frame): string[] {
  const days = daysLabel(validityDays, frame);
  const begins =
    validityPolicy === null
      ? []
      : [frame.t(validityPolicy === 'FROM_FIRST_USE' ? 'beginsFirstUse' : 'beginsInstall', { days })];
  return [...begins, frame.t('roamingCost'), frame.t('installsOnce'), frame.t('keepPrivate')];
}

function List({ title, items, isNumbered }: { title: string; items: string[]; isNumbered?: boolean }) {
  const Tag = isNumbered ? 'ol' : 'ul';
  return (
    <>
      <Subtitle>{title}</Subtitle>
      <Tag
        className="ink"
        style={{
          margin: '0 0 24px',
          padding: '0 0 0 22px',
          color: light.ink,
          fontFamily: sans,
          fontSize: 16,
          lineHeight: '24px',
        }}
      >
        {items.map((item) => (
          <li key={item} style={{ margin: '0 0 8px' }}>
            {item}
          </li>
        ))}
      </Tag>
    </>
  );
}

async function qrPictures(esims: readonly DeliveredEsim[]): Promise<InlinePicture[]> {
  return await Promise.all(
    esims.map(async (esim) => ({
      cid: qrCid(esim),
      filename: `esim-${esim.position}.png`,
      content: await qrPng(esim.activationCode),
    })),
  );
}

function textOf(facts: DeliveryFacts, frame: Frame, subject: string, reason: string): string {
  const { t } = frame;
  const numbered = (steps: string[]) => steps.map((step, index) => `${index + 1}. ${step}`);
  const esims = facts.esims.flatMap((esim) => esimText(esim, facts, frame));
  return renderText(frame, reason, [
    [subject],
    ...restOf(facts, frame).map((line) => [line]),
    [leadOf(facts, frame)],
    ...esims,
    [t('stepsIphone'), ...numbered(iphoneSteps(frame))],
    [t('stepsAndroid'), ...numbered(androidSteps(frame))],
    [t('goodToKnow'), ...goodToKnow(facts, frame).map((line) => `- ${line}`)],
    summaryLines(facts, frame).map(([label, value]) => `${label}: ${value}`),
    [`${t('viewOrder')}: ${facts.orderUrl}`],
  ]);
}

function esimText(esim: DeliveredEsim, facts: DeliveryFacts, frame: Frame): string[][] {
  const { t } = frame;
  const what = `${facts.placeName}, ${dataLabel(facts, frame)}, ${validityLabel(facts, frame)}`;
  const position = t('position', { position: esim.position, count: facts.quantity });
  return [
    [facts.quantity > 1 ? `${position}: ${what}` : what],
    [`${t('installIos')}:`, esim.installLinks.ios, `${t('installAndroid')}:`, esim.installLinks.android],
    [`${t('activationCode')}:`, esim.activationCode],
    [`${t('smdpAddress')}:`, esim.smdpAddress],
    [`${t('matchingId')}:`, esim.matchingId],
    [`${t('iccid')}:`, esim.iccid],
  ];
}
