import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { qrDataUrl, qrPng } from './qr-code.ts';

function decode(png: Buffer) {
  const picture = PNG.sync.read(png);
  const found = jsqr.default(new Uint8ClampedArray(picture.data), picture.width, picture.height);
  return { text: found?.data, width: picture.width, height: picture.height, picture };
}

describe('the QR picture', () => {
  it.each([
    ['a usual code', 'LPA:1$smdp.connectedyou.example$7K3M-Q9XZ-1B2C-4D5E'],
    ['lower case and signs', 'LPA:1$rsp-0001.example.net$a-b_c.d/e+f='],
    ['with object identifier and confirmation flag', 'LPA:1$smdp.example$MATCHING-ID$1.3.6.1.4.1.31746$1'],
    [
      'the longest a supplier may give',
      `LPA:1$${'long-host-name.'.repeat(16)}example$${'A1B2C3D4'.repeat(32)}`,
    ],
  ])('decodes back to the activation code: %s', async (_name, activationCode) => {
    const { text, width, height } = decode(await qrPng(activationCode));
    expect(text).toBe(activationCode);
    expect(width).toBeGreaterThanOrEqual(320);
    expect(height).toBe(width);
  });

  it('is opaque and white to its edge, so that it reads on a dark page', async () => {
    const { picture } = decode(await qrPng('LPA:1$smdp.example$ID'));
    expect([...picture.data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
    expect([...picture.data.subarray(-4)]).toEqual([255, 255, 255, 255]);
  });

  it('is the same picture as a data URL', async () => {
    const activationCode = 'LPA:1$smdp.example$ID';
    const url = await qrDataUrl(activationCode);
    expect(url).toMatch(/^data:image\/png;base64,/);
    expect(decode(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')).text).toBe(activationCode);
  });
});
