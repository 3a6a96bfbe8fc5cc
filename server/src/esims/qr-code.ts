import QRCode from 'qrcode';
import { bilevelPng } from './bilevel-png.ts';

/** Light modules around the code, in modules: the least that ISO/IEC 18004 asks of a QR code. */
const quietZone = 4;
/** Large enough for a camera pointed at a screen, whatever size the picture is shown at. */
const leastWidth = 320;

/**
 * A black-on-white PNG, at least 320 px wide, that decodes to exactly `activationCode` (the full LPA string).
 * Error correction M, as GSMA SGP.22 §4.1 leaves to the issuer: survives a scratched screen, stays coarse.
 * Opaque: on a dark page a transparent code has no quiet zone. Drawn here, because the QR package's own
 * PNGs take ten milliseconds each.
 * @throws when the text is longer than a QR code holds (2,331 bytes)
 */
export async function qrPng(activationCode: string): Promise<Buffer> {
  const { modules } = QRCode.create(activationCode, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * quietZone;
  const isInside = (place: number) => place >= 0 && place < modules.size;
  return bilevelPng(side, Math.ceil(leastWidth / side), (column, row) => {
    const [x, y] = [column - quietZone, row - quietZone];
    return isInside(x) && isInside(y) && modules.get(y, x) === 1;
  });
}

/** The same picture as a `data:` URL for a page. */
export async function qrDataUrl(activationCode: string): Promise<string> {
  return `data:image/png;base64,${(await qrPng(activationCode)).toString('base64')}`;
}
