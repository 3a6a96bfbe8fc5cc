import type { DeliveredEsim, DeliveryFacts } from '../delivery-facts.ts';
import { ActionButton, CodeFact, Layout, Row, Small } from './elements.tsx';
import type { Frame } from './frame.ts';
import { dataLabel, validityLabel } from './labels.ts';
import { light, sans } from './tokens.ts';

const qrSize = 184;
const biteSize = 12;

export const qrCid = (esim: DeliveredEsim): string => `esim-${esim.position}.png@tribi`;

interface PassProps {
  esim: DeliveredEsim;
  facts: DeliveryFacts;
  frame: Frame;
}

/** One eSIM as a pass: what it gives above the perforation, what installs it below. */
export function Pass({ esim, facts, frame }: PassProps) {
  return (
    <Layout style={{ marginTop: 20 }}>
      <PassBody esim={esim} facts={facts} frame={frame} />
      <Perforation />
      <PassStub esim={esim} frame={frame} />
    </Layout>
  );
}

function PassBody({ esim, facts, frame }: PassProps) {
  const countries = facts.countryCodes.length;
  return (
    <Row
      className="bg-surface inset"
      style={{ backgroundColor: light.surface, borderRadius: '12px 12px 0 0', padding: '24px 28px 12px' }}
    >
      {facts.quantity > 1 ? (
        <Small style={{ marginBottom: 4 }}>
          {frame.t('position', { position: esim.position, count: facts.quantity })}
        </Small>
      ) : null}
      <p
        className="brand"
        style={{
          margin: 0,
          color: light.brand,
          fontFamily: sans,
          fontSize: 18,
          lineHeight: '24px',
          fontWeight: 700,
        }}
      >
        {facts.placeName}
      </p>
      <p
        className="ink"
        style={{
          margin: '4px 0 0',
          color: light.ink,
          fontFamily: sans,
          fontSize: 36,
          lineHeight: '44px',
          fontWeight: 800,
        }}
      >
        {dataLabel(facts, frame)}
      </p>
      <Small style={{ fontSize: 16, lineHeight: '24px' }}>
        {validityLabel(facts, frame)}
        {countries > 1 ? ` · ${frame.t('countriesMany', { count: countries })}` : ''}
      </Small>
    </Row>
  );
}

/**
 * A dotted line between two bites in the page's colour: two rows, the upper one of the body's colour, the lower one
 * of the stub's, with a quarter of a circle at each end. Square bites where a program knows no radius.
 */
function Perforation() {
  return (
    <>
      <PerforationHalf background="bg-surface" colour={light.surface} left="0 12px 0 0" right="12px 0 0 0" />
      <PerforationHalf
        background="bg-stub"
        colour={light.stub}
        left="0 0 12px 0"
        right="0 0 0 12px"
        hasDots
      />
    </>
  );
}

interface PerforationHalfProps {
  background: string;
  colour: string;
  left: string;
  right: string;
  hasDots?: boolean;
}

function PerforationHalf({ background, colour, left, right, hasDots }: PerforationHalfProps) {
  const flat = { height: biteSize, fontSize: 0, lineHeight: 0 } as const;
  const bite = (borderRadius: string) => (
    <td width={biteSize} style={{ ...flat, width: biteSize }}>
      <div
        className="bg-page"
        style={{ width: biteSize, height: biteSize, backgroundColor: light.page, borderRadius }}
      />
    </td>
  );
  return (
    <Row className={background} style={{ backgroundColor: colour, ...flat }}>
      <Layout>
        <tr>
          {bite(left)}
          <td valign="top" style={{ ...flat, padding: '0 8px' }}>
            {hasDots ? (
              <div className="dots" style={{ borderTop: `2px dotted ${light.dots}`, height: 0 }} />
            ) : null}
          </td>
          {bite(right)}
        </tr>
      </Layout>
    </Row>
  );
}

/** The buttons come before the picture: on a phone they stand above it, where no camera can see its own screen. */
function PassStub({ esim, frame }: { esim: DeliveredEsim; frame: Frame }) {
  const { t } = frame;
  return (
    <Row
      className="bg-stub inset"
      style={{ backgroundColor: light.stub, borderRadius: '0 0 12px 12px', padding: '12px 28px 28px' }}
    >
      <Layout>
        <tr>
          <td valign="top" className="stack">
            <Small style={{ color: light.ink, fontWeight: 600 }}>{t('onThisPhone')}</Small>
            <Layout>
              <Row style={{ padding: '10px 0 0' }}>
                <ActionButton href={esim.installLinks.ios}>{t('installIos')}</ActionButton>
              </Row>
              <Row style={{ padding: '8px 0 0' }}>
                <ActionButton href={esim.installLinks.android}>{t('installAndroid')}</ActionButton>
              </Row>
            </Layout>
            <Small style={{ marginTop: 12 }}>{t('onOtherScreen')}</Small>
          </td>
          <td
            width={qrSize + 24}
            valign="top"
            align="right"
            className="stack stack-gap"
            style={{ width: qrSize + 24 }}
          >
            <QrPicture esim={esim} frame={frame} />
          </td>
        </tr>
      </Layout>
      <Small style={{ margin: '20px 0 0', fontWeight: 600 }}>{t('byHand')}</Small>
      <CodeFact label={t('activationCode')} value={esim.activationCode} />
      <CodeFact label={t('smdpAddress')} value={esim.smdpAddress} />
      <CodeFact label={t('matchingId')} value={esim.matchingId} />
      <CodeFact label={t('iccid')} value={esim.iccid} />
    </Row>
  );
}

/** Always black on white, in a dark mail too, or no camera reads it. */
function QrPicture({ esim, frame }: { esim: DeliveredEsim; frame: Frame }) {
  return (
    <img
      src={`cid:${qrCid(esim)}`}
      alt={frame.t('qrAlt', { position: esim.position })}
      width={qrSize}
      height={qrSize}
      className="center line"
      style={{
        display: 'block',
        width: qrSize,
        height: qrSize,
        backgroundColor: '#ffffff',
        border: `1px solid ${light.line}`,
        borderRadius: 8,
        // For the words that stand here when pictures are off.
        color: '#171c35',
        fontFamily: sans,
        fontSize: 14,
        lineHeight: '20px',
        textAlign: 'center',
      }}
    />
  );
}
