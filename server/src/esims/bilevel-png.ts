import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * A square PNG of black and white alone, one bit a pixel (PNG, third edition: colour type 0, bit depth 1).
 * Opaque: the format has no transparency of its own.
 * @param isBlack whether the square of `scale` × `scale` pixels at this place is black
 */
export function bilevelPng(
  side: number,
  scale: number,
  isBlack: (column: number, row: number) => boolean,
): Buffer {
  const width = side * scale;
  // A line is its filter's number (0: none) and its pixels, eight to the byte, a set bit being white.
  const lineBytes = 1 + Math.ceil(width / 8);
  const pixels = Buffer.alloc(lineBytes * width);
  for (let row = 0; row < side; row += 1) {
    const line = Buffer.alloc(lineBytes);
    for (let x = 0; x < width; x += 1) {
      const byte = 1 + (x >> 3);
      if (!isBlack(Math.floor(x / scale), row))
        line.writeUInt8(line.readUInt8(byte) | (0x80 >> (x & 7)), byte);
    }
    for (let repeat = 0; repeat < scale; repeat += 1) line.copy(pixels, (row * scale + repeat) * lineBytes);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  header.writeUInt8(1, 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
