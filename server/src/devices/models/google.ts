import { type DeviceModel, models } from '../device-model.ts';

const phones = models('Google', 'COMPATIBLE', [
  ['Pixel 10 Pro Fold'],
  ['Pixel 10 Pro XL'],
  ['Pixel 10 Pro'],
  ['Pixel 10'],
  ['Pixel 9a'],
  ['Pixel 9 Pro Fold'],
  ['Pixel 9 Pro XL'],
  ['Pixel 9 Pro'],
  ['Pixel 9'],
  ['Pixel 8a'],
  ['Pixel 8 Pro'],
  ['Pixel 8'],
  ['Pixel Fold'],
  ['Pixel 7a'],
  ['Pixel 7 Pro'],
  ['Pixel 7'],
  ['Pixel 6a'],
  ['Pixel 6 Pro'],
  ['Pixel 6'],
  ['Pixel 5a', { aliases: ['Pixel 5a 5G'] }],
  ['Pixel 5'],
  ['Pixel 4a (5G)'],
  ['Pixel 4a'],
  ['Pixel 4 XL'],
  ['Pixel 4'],
  ['Pixel 3a XL', { note: 'PIXEL_3A' }],
  ['Pixel 3a', { note: 'PIXEL_3A' }],
  ['Pixel 3 XL', { note: 'PIXEL_3' }],
  ['Pixel 3', { note: 'PIXEL_3' }],
]);

/** The Pixel 2 has an eSIM that only Google Fi can use. */
const without = models('Google', 'INCOMPATIBLE', [
  ['Pixel 2 XL'],
  ['Pixel 2'],
  ['Pixel XL'],
  ['Pixel (1st generation)', { aliases: ['Pixel 1', 'Pixel 2016'] }],
  ['Nexus 6P'],
  ['Nexus 5X'],
]);

export const googleModels: readonly DeviceModel[] = [...phones, ...without];
