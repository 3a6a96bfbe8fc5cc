import type { mailTexts } from '../mail.texts.ts';
import type { MailPayload } from '../mail-request.ts';
import type { MailContent } from '../mailer.ts';
import { ActionButton, Layout, Paragraph, Row, Small, Title } from './elements.tsx';
import type { Frame } from './frame.ts';
import { renderHtml, renderText } from './render.tsx';
import { Shell } from './shell.tsx';
import { light } from './tokens.ts';

type Notice = MailPayload<'ACCOUNT_NOTICE'>['notice'];
type Text = keyof typeof mailTexts;

const texts: Readonly<Record<Notice, { subject: Text; paragraphs: readonly Text[] }>> = {
  EMAIL_CHANGED: { subject: 'emailChangedSubject', paragraphs: ['emailChangedState', 'emailChangedNotYou'] },
  EMAIL_RESTORED: { subject: 'emailRestoredSubject', paragraphs: ['emailRestoredState'] },
  ACCOUNT_DELETED: {
    subject: 'accountDeletedSubject',
    paragraphs: ['accountDeletedState', 'accountDeletedKept'],
  },
};

/** What changed of somebody's account, from where, and what to do if it was not them. */
export async function accountNoticeMail(
  payload: MailPayload<'ACCOUNT_NOTICE'>,
  frame: Frame,
): Promise<MailContent> {
  const { t } = frame;
  const { notice, newEmail = '', days = 0, link, device, address } = payload;
  const subject = t(texts[notice].subject);
  const reason = t('accountReason');
  const paragraphs = texts[notice].paragraphs.map((text) => t(text, { newEmail, days }));
  const from = t('noticeFrom', { device, address: address ?? '-' });
  const html = await renderHtml(
    <Shell frame={frame} subject={subject} preview={paragraphs[0] ?? subject} reason={reason}>
      <Row>
        <Layout className="bg-surface" style={{ backgroundColor: light.surface, borderRadius: 12 }}>
          <Row className="inset" style={{ padding: '28px 32px 32px' }}>
            <Title>{subject}</Title>
            {paragraphs.map((paragraph) => (
              <Paragraph key={paragraph}>{paragraph}</Paragraph>
            ))}
            {link ? (
              <Layout style={{ marginTop: 20 }}>
                <Row>
                  <ActionButton href={link}>{t('emailChangedAction')}</ActionButton>
                </Row>
              </Layout>
            ) : null}
            <Small style={{ marginTop: 16 }}>{from}</Small>
          </Row>
        </Layout>
      </Row>
    </Shell>,
  );
  const text = renderText(frame, reason, [
    [subject],
    ...paragraphs.map((paragraph) => [paragraph]),
    ...(link ? [[`${t('emailChangedAction')}: ${link}`]] : []),
    [from],
  ]);
  return { subject, html, text, pictures: [] };
}
