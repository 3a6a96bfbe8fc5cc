import { type MailPayload, signInCodeMinutes } from '../mail-request.ts';
import type { MailContent } from '../mailer.ts';
import { Layout, Paragraph, Row, Small, Title } from './elements.tsx';
import type { Frame } from './frame.ts';
import { renderHtml, renderText } from './render.tsx';
import { Shell } from './shell.tsx';
import { light, mono } from './tokens.ts';

interface CodeWords {
  code: string;
  subject: string;
  preview: string;
  lead: string;
  lifetime: string;
  /** What to do about a code that one did not ask for. */
  ignore: string;
  reason: string;
}

/** A code to sign in with. */
export async function signInCodeMail(
  { code }: MailPayload<'SIGN_IN_CODE'>,
  frame: Frame,
): Promise<MailContent> {
  const { t } = frame;
  return await codeMail(frame, {
    code,
    subject: t('signInSubject'),
    preview: t('signInPreview', { code, minutes: signInCodeMinutes }),
    lead: t('signInLead'),
    lifetime: t('signInLifetime', { minutes: signInCodeMinutes }),
    ignore: t('signInIgnore'),
    reason: t('signInReason'),
  });
}

/** A code that confirms a step of somebody who is signed in. */
export async function accountCodeMail(
  { code, purpose }: MailPayload<'ACCOUNT_CODE'>,
  frame: Frame,
): Promise<MailContent> {
  const { t } = frame;
  const isChange = purpose === 'CHANGE_EMAIL';
  return await codeMail(frame, {
    code,
    subject: t(isChange ? 'changeCodeSubject' : 'deleteCodeSubject'),
    preview: t('signInPreview', { code, minutes: signInCodeMinutes }),
    lead: t(isChange ? 'changeCodeLead' : 'deleteCodeLead'),
    lifetime: t('signInLifetime', { minutes: signInCodeMinutes }),
    ignore: t(isChange ? 'changeCodeIgnore' : 'deleteCodeIgnore'),
    reason: t(isChange ? 'changeCodeReason' : 'accountReason'),
  });
}

/**
 * The code is the preview's first word, so that a phone's notification shows it and nobody has to leave the
 * checkout, but it is not in the subject: mail servers write subjects into their logs, and phones read them out.
 */
async function codeMail(frame: Frame, words: CodeWords): Promise<MailContent> {
  const { code, subject, preview, lead, lifetime, ignore, reason } = words;
  const html = await renderHtml(
    <Shell frame={frame} subject={subject} preview={preview} reason={reason}>
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
