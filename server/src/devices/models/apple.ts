import { type DeviceModel, models } from '../device-model.ts';

/** Since iPhone 14 those for the United States have no tray for a card. */
const iphonesSince14 = models(
  'Apple',
  'COMPATIBLE',
  [
    ['iPhone 17 Pro Max'],
    ['iPhone 17 Pro'],
    ['iPhone Air', { aliases: ['iPhone 17 Air'] }],
    ['iPhone 17'],
    ['iPhone 16e'],
    ['iPhone 16 Pro Max'],
    ['iPhone 16 Pro'],
    ['iPhone 16 Plus'],
    ['iPhone 16'],
    ['iPhone 15 Pro Max'],
    ['iPhone 15 Pro'],
    ['iPhone 15 Plus'],
    ['iPhone 15'],
    ['iPhone 14 Pro Max'],
    ['iPhone 14 Pro'],
    ['iPhone 14 Plus'],
    ['iPhone 14'],
  ],
  { note: 'APPLE_SINCE_14' },
);

const iphones = models(
  'Apple',
  'COMPATIBLE',
  [
    ['iPhone SE (3rd generation)', { aliases: ['iPhone SE 3', 'iPhone SE 2022', 'iPhone SE 3rd gen'] }],
    ['iPhone 13 Pro Max'],
    ['iPhone 13 Pro'],
    ['iPhone 13 mini'],
    ['iPhone 13'],
    ['iPhone 12 Pro Max'],
    ['iPhone 12 Pro'],
    ['iPhone 12 mini'],
    ['iPhone 12'],
    ['iPhone SE (2nd generation)', { aliases: ['iPhone SE 2', 'iPhone SE 2020', 'iPhone SE 2nd gen'] }],
    ['iPhone 11 Pro Max'],
    ['iPhone 11 Pro'],
    ['iPhone 11'],
    ['iPhone XS Max'],
    ['iPhone XS'],
    ['iPhone XR'],
  ],
  { note: 'APPLE' },
);

const iphonesWithout = models('Apple', 'INCOMPATIBLE', [
  ['iPhone X', { aliases: ['iPhone 10'] }],
  ['iPhone 8 Plus'],
  ['iPhone 8'],
  ['iPhone 7 Plus'],
  ['iPhone 7'],
  ['iPhone SE (1st generation)', { aliases: ['iPhone SE 1', 'iPhone SE 2016', 'iPhone SE 1st gen'] }],
  ['iPhone 6s Plus'],
  ['iPhone 6s'],
  ['iPhone 6 Plus'],
  ['iPhone 6'],
  ['iPhone 5s'],
  ['iPhone 5c'],
  ['iPhone 5'],
]);

const ipads = models(
  'Apple',
  'COMPATIBLE',
  [
    ['iPad Pro 13-inch (M4)', { aliases: ['iPad Pro 13', 'iPad Pro M4 13'] }],
    ['iPad Pro 11-inch (M4)', { aliases: ['iPad Pro M4', 'iPad Pro M4 11'] }],
    ['iPad Pro 12.9-inch (3rd to 6th generation)', { aliases: ['iPad Pro 12.9'] }],
    ['iPad Pro 11-inch (1st to 4th generation)', { aliases: ['iPad Pro 11'] }],
    ['iPad Air 13-inch (M2, M3)', { aliases: ['iPad Air 13', 'iPad Air M3', 'iPad Air M2'] }],
    ['iPad Air 11-inch (M2, M3)', { aliases: ['iPad Air 11'] }],
    ['iPad Air (3rd to 5th generation)', { aliases: ['iPad Air 3', 'iPad Air 4', 'iPad Air 5'] }],
    ['iPad mini (A17 Pro)', { aliases: ['iPad mini 7'] }],
    ['iPad mini (5th and 6th generation)', { aliases: ['iPad mini 5', 'iPad mini 6'] }],
    ['iPad (A16)', { aliases: ['iPad 11th generation', 'iPad 11'] }],
    ['iPad (7th to 10th generation)', { aliases: ['iPad 7', 'iPad 8', 'iPad 9', 'iPad 10'] }],
  ],
  { note: 'CELLULAR_ONLY', canDial: false },
);

/** Apple's own list: iPhone XS and XR onwards; iPads with a mobile connection since 2018. */
export const appleModels: readonly DeviceModel[] = [
  ...iphonesSince14,
  ...iphones,
  ...ipads,
  ...iphonesWithout,
];
