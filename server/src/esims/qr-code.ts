import QRCode from 'qrcode';

/** Light modules around the code, in modules: the least that ISO/IEC 18004 asks of a QR code. */
const quietZone = 4;
/** Large enough for a camera pointed at a screen, whatever size the picture is shown at. */
const leastWidth = 320;

/**
 * A black-on-white PNG, at least 320 px wide, that decodes to exactly `activationCode` (the full LPA string).
 * Error correction M, as GSMA SGP.22 §4.1 leaves to the issuer: survives a scratched screen, stays coarse.
 * @throws when the text is longer than a QR code holds (2,331 bytes)
 */
export async function qrPng(activationCode: string): Promise<Buffer> {
  const segments = QRCode.create(activationCode, { errorCorrectionLevel: 'M' });
  const scale = Math.ceil(leastWidth / (segments.modules.size + 2 * quietZone));
  return await QRCode.toBuffer(activationCode, {
    type: 'png',
    errorCorrectionLevel: 'M',
    margin: quietZone,
    scale,
    // White, never transparent: on a dark page a transparent code has no quiet zone.
    color: { dark: '#000000ff', light: '#ffffffff' },
  });
}

/** The same picture as a `data:` URL for a page. */
export async function qrDataUrl(activationCode: string): Promise<string> {
  return `data:image/png;base64,${(await qrPng(activationCode)).toString('base64')}`;
}
