import type { ReactNode } from 'react';
import { pageAddress } from '../../platform/i18n/page-address.ts';
import { Layout, Row, Small, TextLink } from './elements.tsx';
import type { Frame } from './frame.ts';
import { light, sans, styleSheet } from './tokens.ts';

/** Outlook on Windows ignores max-width; these become a table of fixed width for it alone (see `renderHtml`). */
export const outlookOpen = 'outlook-open';
export const outlookClose = 'outlook-close';

interface ShellProps {
  frame: Frame;
  subject: string;
  /** What a list of mails shows beside the subject. */
  preview: string;
  /** Why this person gets this mail. */
  reason: string;
  children: ReactNode;
}

/** What stands around every mail: name, sandbox banner, the content, footer. */
export function Shell({ frame, subject, preview, reason, children }: ShellProps) {
  return (
    <html lang={frame.locale} dir="ltr">
      <head>
        <meta httpEquiv="Content-Type" content="text/html; charset=UTF-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* Phones must not make links of ICCIDs and order numbers. */}
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <meta name="x-apple-disable-message-reformatting" />
        <title>{subject}</title>
        <style>{styleSheet}</style>
      </head>
      <body className="bg-page" style={{ margin: 0, padding: 0, backgroundColor: light.page }}>
        <Preview text={preview} />
        <Layout className="bg-page" style={{ backgroundColor: light.page }}>
          <tr>
            <td align="center" className="edge" style={{ padding: '24px 16px 32px' }}>
              <i title={outlookOpen} />
              <Layout style={{ maxWidth: 600, margin: '0 auto', textAlign: 'left' }}>
                {frame.isSandbox ? <SandboxBanner frame={frame} /> : null}
                <Row style={{ padding: '0 0 20px' }}>
                  <a
                    href={pageAddress(frame.publicUrl, frame.locale, '/')}
                    className="brand"
                    style={{
                      color: light.brand,
                      fontFamily: sans,
                      fontSize: 20,
                      fontWeight: 800,
                      textDecoration: 'none',
                    }}
                  >
                    Tribi
                  </a>
                </Row>
                {children}
                <Footer frame={frame} reason={reason} />
              </Layout>
              <i title={outlookClose} />
            </td>
          </tr>
        </Layout>
      </body>
    </html>
  );
}

/** Shown in lists, not in the mail; the run of blanks keeps the mail's own first words out of the list. */
function Preview({ text }: { text: string }) {
  return (
    <div
      aria-hidden="true"
      style={{
        display: 'none',
        overflow: 'hidden',
        lineHeight: '1px',
        maxHeight: 0,
        maxWidth: 0,
        opacity: 0,
      }}
    >
      {text}
      {'\u00a0\u200c'.repeat(100)}
    </div>
  );
}

function SandboxBanner({ frame }: { frame: Frame }) {
  return (
    <Row style={{ padding: '0 0 16px' }}>
      <Layout>
        <tr>
          <td
            className="bg-wait wait"
            style={{
              backgroundColor: light.waitSurface,
              color: light.wait,
              borderRadius: 8,
              padding: '8px 12px',
              fontFamily: sans,
              fontSize: 14,
              lineHeight: '20px',
            }}
          >
            {frame.t('sandbox')}
          </td>
        </tr>
      </Layout>
    </Row>
  );
}

function Footer({ frame, reason }: { frame: Frame; reason: string }) {
  return (
    <Row style={{ padding: '28px 0 0' }}>
      <Small>
        {frame.t('help')} <TextLink href={`mailto:${frame.supportEmail}`}>{frame.supportEmail}</TextLink>
      </Small>
      <Small style={{ marginTop: 8 }}>
        <TextLink href={pageAddress(frame.publicUrl, frame.locale, '/help')}>
          {frame.t('helpCentre')}
        </TextLink>
      </Small>
      <Small style={{ marginTop: 8 }}>{reason}</Small>
      {frame.unsubscribeUrl ? (
        <Small style={{ marginTop: 8 }}>
          <TextLink href={frame.unsubscribeUrl}>{frame.t('unsubscribe')}</TextLink>
        </Small>
      ) : null}
    </Row>
  );
}
