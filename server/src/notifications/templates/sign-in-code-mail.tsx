import { type MailPayload, signInCodeMinutes } from '../mail-request.ts';
import type { MailContent } from '../mailer.ts';
import { Layout, Paragraph, Row, Small, Title } from './elements.tsx';
import type { Frame } from './frame.ts';
import { renderHtml, renderText } from './render.tsx';
import { Shell } from './shell.tsx';
import { light, mono } from './tokens.ts';

/**
 * The code is the preview's first word, so that a phone's notification shows it and nobody has to leave the
 * checkout, but it is not in the subject: mail servers write subjects into their logs, and phones read them out.
 */
export async function signInCodeMail(
  { code }: MailPayload<'SIGN_IN_CODE'>,
  frame: Frame,
): Promise<MailContent> {
  const { t } = frame;
  const subject = t('signInSubject');
  const lead = t('signInLead');
  const lifetime = t('signInLifetime', { minutes: signInCodeMinutes });
  const ignore = t('signInIgnore');
  const reason = t('signInReason');
  const html = await renderHtml(
    <Shell
      frame={frame}
      subject={subject}
      preview={t('signInPreview', { code, minutes: signInCodeMinutes })}
      reason={reason}
    >
      <Row>
        <Layout className="bg-surface" style={{ backgroundColor: light.surface, borderRadius: 12 }}>
          <Row className="inset" style={{ padding: '28px 32px 32px' }}>
            <Title>{subject}</Title>
            <Paragraph>{lead}</Paragraph>
            <Code code={code} />
            <Paragraph style={{ marginTop: 20 }}>{lifetime}</Paragraph>
            <Small style={{ marginTop: 12 }}>{ignore}</Small>
          </Row>
        </Layout>
      </Row>
    </Shell>,
  );
  const text = renderText(frame, reason, [[subject], [lead], [code], [lifetime], [ignore]]);
  return { subject, html, text, pictures: [] };
}

/** Spaced by style, not by blanks: what is copied are the digits alone. */
function Code({ code }: { code: string }) {
  return (
    <Layout style={{ marginTop: 20 }}>
      <tr>
        <td
          align="center"
          className="bg-stub"
          style={{ backgroundColor: light.stub, borderRadius: 8, padding: '20px 8px' }}
        >
          <span
            className="ink"
            style={{
              color: light.ink,
              fontFamily: mono,
              fontSize: 36,
              lineHeight: '44px',
              fontWeight: 700,
              letterSpacing: 8,
              // The last digit's spacing would push the code off its middle.
              paddingLeft: 8,
              whiteSpace: 'nowrap',
            }}
          >
            {code}
          </span>
        </td>
      </tr>
    </Layout>
  );
}
