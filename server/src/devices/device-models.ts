import type { DeviceModel } from './device-model.ts';
import { appleModels } from './models/apple.ts';
import { googleModels } from './models/google.ts';
import { otherModels } from './models/other-brands.ts';
import { samsungModels } from './models/samsung.ts';

/** When the list was last gone through, brand by brand. */
export const deviceListAsOf = '2025-12-01';

/** The compatibility list, kept by hand; newest first within a brand. A verdict always tells how to check on the phone itself. */
export const deviceModels: readonly DeviceModel[] = [
  ...appleModels,
  ...samsungModels,
  ...googleModels,
  ...otherModels,
];

/** What is offered before anything is typed: the phones most visitors hold. */
export const popularModels: readonly DeviceModel[] = [
  'iPhone 17',
  'iPhone 16 Pro',
  'iPhone 16',
  'iPhone 15 Pro',
  'iPhone 15',
  'iPhone 14',
  'iPhone 13',
  'iPhone 12',
  'iPhone 11',
  'Galaxy S25',
  'Galaxy S24 Ultra',
  'Galaxy S24',
  'Galaxy S23',
  'Galaxy A55 5G',
  'Galaxy A54 5G',
  'Pixel 9',
  'Pixel 8',
  'Pixel 7a',
].flatMap((name) => deviceModels.find(({ model }) => model === name) ?? []);
