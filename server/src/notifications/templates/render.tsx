import { render } from '@react-email/render';
import type { ReactElement } from 'react';
import { pageAddress } from '../../platform/i18n/page-address.ts';
import type { Frame } from './frame.ts';
import { outlookClose, outlookOpen } from './shell.tsx';

const forOutlook = (html: string) => `<!--[if mso]>${html}<![endif]-->`;

/** The HTML of a mail, with the comments only Outlook on Windows reads, which React cannot write. */
export async function renderHtml(mail: ReactElement): Promise<string> {
  const html = await render(mail);
  return html
    .replace(
      `<i title="${outlookOpen}"></i>`,
      forOutlook(
        '<table role="presentation" align="center" width="600" cellpadding="0" cellspacing="0"><tr><td>',
      ),
    )
    .replace(`<i title="${outlookClose}"></i>`, forOutlook('</td></tr></table>'))
    .replace(
      '</head>',
      // Without it Outlook enlarges pictures by the screen's scale, and the QR leaves its cell.
      `${forOutlook(
        '<xml><o:OfficeDocumentSettings xmlns:o="urn:schemas-microsoft-com:office:office"><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>',
      )}</head>`,
    );
}

/** The text part: paragraphs, each a list of lines, between the same frame as the HTML has. */
export function renderText(frame: Frame, reason: string, paragraphs: readonly (readonly string[])[]): string {
  const whole = [
    ...(frame.isSandbox ? [[frame.t('sandbox')]] : []),
    ...paragraphs,
    [
      '--',
      `${frame.t('help')} ${frame.supportEmail}`,
      `${frame.t('helpCentre')}: ${pageAddress(frame.publicUrl, frame.locale, '/help')}`,
      reason,
      ...(frame.unsubscribeUrl ? [`${frame.t('unsubscribe')}: ${frame.unsubscribeUrl}`] : []),
    ],
  ];
  return `${whole.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
