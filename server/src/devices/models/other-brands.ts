import { type DeviceModel, models } from '../device-model.ts';

const motorola = models(
  'Motorola',
  'COMPATIBLE',
  [
    ['Razr 60 Ultra'],
    ['Razr 60'],
    ['Razr 50 Ultra'],
    ['Razr 50'],
    ['Razr 40 Ultra'],
    ['Razr 40'],
    ['Razr 5G'],
    ['Razr (2019)', { aliases: ['Razr 2019'] }],
    ['Edge 60 Pro'],
    ['Edge 60 Fusion'],
    ['Edge 60'],
    ['Edge 50 Ultra'],
    ['Edge 50 Pro'],
    ['Edge 50 Fusion'],
    ['Edge 50 Neo'],
    ['Edge 50'],
    ['Edge 40 Pro'],
    ['Edge 40 Neo'],
    ['Edge 40'],
    ['Edge+ (2023)', { aliases: ['Edge Plus 2023'] }],
  ],
  { note: 'SOME_COUNTRIES' },
);

const xiaomi = models(
  'Xiaomi',
  'COMPATIBLE',
  [
    ['15T Pro'],
    ['15T'],
    ['15 Ultra', { codes: ['25010PN30G'] }],
    ['15', { codes: ['24129PN74G'] }],
    ['14T Pro', { codes: ['2407FPN8EG'] }],
    ['14T', { codes: ['2406APNFAG'] }],
    ['14 Ultra', { codes: ['24030PN60G'] }],
    ['14', { codes: ['23127PN0CG'] }],
    ['13T Pro', { codes: ['23078PND5G'] }],
    ['13T', { codes: ['2306EPN60G'] }],
    ['13 Pro', { codes: ['2210132G'] }],
    ['13 Lite', { codes: ['2210129SG'] }],
    ['13', { codes: ['2211133G'] }],
    ['12T Pro', { codes: ['22081212UG'] }],
    ['Redmi Note 14 Pro+ 5G'],
    ['Redmi Note 14 Pro 5G'],
    ['Redmi Note 13 Pro+ 5G', { codes: ['23090RA98G'] }],
  ],
  { note: 'CHINA' },
);

const oppo = models(
  'Oppo',
  'COMPATIBLE',
  [
    ['Find X8 Pro', { codes: ['CPH2659'] }],
    ['Find X8', { codes: ['CPH2651'] }],
    ['Find X5 Pro', { codes: ['CPH2305'] }],
    ['Find X5', { codes: ['CPH2307'] }],
    ['Find X3 Pro', { codes: ['CPH2173'] }],
    ['Find N3', { codes: ['CPH2499'] }],
    ['Find N3 Flip', { codes: ['CPH2519'] }],
    ['Find N2 Flip', { codes: ['CPH2437'] }],
  ],
  { note: 'CHINA' },
);

const huawei = models('Huawei', 'COMPATIBLE', [
  ['P40 Pro', { codes: ['ELS-NX9', 'ELS-N04', 'ELS-N29'], note: 'CHINA' }],
  ['P40', { codes: ['ANA-NX9', 'ANA-N29'], note: 'CHINA' }],
  ['Mate 40 Pro', { codes: ['NOH-NX9', 'NOH-N29'], note: 'CHINA' }],
]);

const huaweiWithout = models('Huawei', 'INCOMPATIBLE', [
  ['P40 Pro+', { codes: ['ELS-N39'] }],
  ['P40 Lite', { codes: ['JNY-LX1'] }],
  ['P50 Pro', { codes: ['JAD-LX9'] }],
  ['P30 Pro', { codes: ['VOG-L29', 'VOG-L09'] }],
  ['P30', { codes: ['ELE-L29', 'ELE-L09'] }],
]);

const sony = models(
  'Sony',
  'COMPATIBLE',
  [
    ['Xperia 1 VII', { codes: ['XQ-FS'] }],
    ['Xperia 1 VI', { codes: ['XQ-EC'] }],
    ['Xperia 1 V', { codes: ['XQ-DQ'] }],
    ['Xperia 1 IV', { codes: ['XQ-CT'] }],
    ['Xperia 5 V', { codes: ['XQ-DE'] }],
    ['Xperia 5 IV', { codes: ['XQ-CQ'] }],
    ['Xperia 10 VI', { codes: ['XQ-ES'] }],
    ['Xperia 10 V', { codes: ['XQ-DC'] }],
    ['Xperia 10 IV', { codes: ['XQ-CC'] }],
    ['Xperia 10 III Lite', { codes: ['XQ-BT44'] }],
  ],
  { note: 'SONY' },
);

const honor = models(
  'Honor',
  'COMPATIBLE',
  [
    ['Magic7 Pro', { codes: ['PTP-N49'] }],
    ['Magic6 Pro', { codes: ['BVL-N49'] }],
    ['Magic5 Pro', { codes: ['PGT-N19'] }],
    ['Magic4 Pro', { codes: ['LGE-NX9'] }],
    ['Magic V3', { codes: ['FCP-N49'] }],
    ['Magic V2', { codes: ['VER-N49'] }],
    ['200 Pro', { codes: ['ELP-NX9'] }],
    ['200', { codes: ['ELI-NX9'] }],
    ['90', { codes: ['REA-NX9'] }],
  ],
  { note: 'CHINA' },
);

const onePlus = models(
  'OnePlus',
  'COMPATIBLE',
  [
    ['13', { codes: ['CPH2649', 'CPH2653', 'CPH2655'] }],
    ['12', { codes: ['CPH2573', 'CPH2581', 'CPH2583'] }],
    ['11', { codes: ['CPH2447', 'CPH2449', 'CPH2451'] }],
    ['Open', { codes: ['CPH2551'] }],
  ],
  { note: 'CHINA' },
);

const nokia = models('Nokia', 'COMPATIBLE', [['XR21'], ['X30 5G'], ['G60 5G']], { note: 'SOME_COUNTRIES' });
const hmd = models('HMD', 'COMPATIBLE', [['Skyline']], { note: 'SOME_COUNTRIES' });
const fairphone = models('Fairphone', 'COMPATIBLE', [
  ['Fairphone (Gen. 6)', { codes: ['FP6'], aliases: ['Fairphone 6'] }],
  ['Fairphone 5', { codes: ['FP5'] }],
  ['Fairphone 4', { codes: ['FP4'] }],
]);
const fairphoneWithout = models('Fairphone', 'INCOMPATIBLE', [['Fairphone 3', { codes: ['FP3'] }]]);

const nothing = models('Nothing', 'COMPATIBLE', [
  ['Phone (3)', { codes: ['A024'], aliases: ['Nothing Phone 3'] }],
  ['Phone (3a) Pro', { codes: ['A059P'], aliases: ['Nothing Phone 3a Pro'] }],
]);
const nothingWithout = models('Nothing', 'INCOMPATIBLE', [
  ['Phone (2a)', { codes: ['A142'], aliases: ['Nothing Phone 2a'] }],
  ['Phone (2)', { codes: ['A065'], aliases: ['Nothing Phone 2'] }],
  ['Phone (1)', { codes: ['A063'], aliases: ['Nothing Phone 1'] }],
]);

/** Newer ones differ by country, and are left to the check on the phone itself. */
const asusWithout = models('Asus', 'INCOMPATIBLE', [
  ['Zenfone 10', { codes: ['ASUS_AI2302'] }],
  ['Zenfone 9', { codes: ['ASUS_AI2202'] }],
  ['Zenfone 8', { codes: ['ASUS_I006D'] }],
  ['ROG Phone 7', { codes: ['ASUS_AI2205'] }],
  ['ROG Phone 6', { codes: ['ASUS_AI2201'] }],
]);

const microsoft = models(
  'Microsoft',
  'COMPATIBLE',
  [
    ['Surface Duo 2', { canDial: true, note: null }],
    ['Surface Duo', { canDial: true, note: null }],
    ['Surface Pro 9 (5G)'],
    ['Surface Pro X'],
    ['Surface Go 3 (LTE)'],
  ],
  { note: 'CELLULAR_ONLY', canDial: false },
);

export const otherModels: readonly DeviceModel[] = [
  ...motorola,
  ...xiaomi,
  ...oppo,
  ...huawei,
  ...sony,
  ...honor,
  ...onePlus,
  ...nokia,
  ...hmd,
  ...fairphone,
  ...nothing,
  ...microsoft,
  ...huaweiWithout,
  ...fairphoneWithout,
  ...nothingWithout,
  ...asusWithout,
];
