/** What a share picture shows. All of its text is ready to read. */
export interface ShareCard {
  title: string;
  detail: string;
  /** Null where nothing is sold: the pass is then one part. */
  price: { from: string; amount: string } | null;
  /** SVG documents. */
  flag: string | null;
  drawing: string | null;
  /** Whether the drawing fills the pass, as a map does, or stands in its corner, as one country does. */
  isMap: boolean;
}

/** An element as satori takes it: plain data, so that it can be sent to another thread. */
export interface Drawn {
  type: string;
  key: null;
  props: { style?: Style; children?: (Drawn | string)[]; src?: string; width?: number; height?: number };
}
type Style = Record<string, string | number>;

export const cardSize = { width: 1200, height: 630 };
/** The storefront's tokens (storefront/src/styles/tokens.css) as sRGB: SVG knows no OKLCH. */
export const cardColours = {
  brand: '#4653d3',
  deep: '#2b3388',
  surface: '#fefeff',
  stub: '#eef2fe',
  ink: '#171c35',
  soft: '#50556d',
  dash: '#adbefc',
  outline: '#dbe3ff',
  land: '#eceef5',
  covered: '#c4cff8',
};
/** The pass within the picture. */
const pass = { left: 64, top: 136, width: 1072, height: 434 };
const radius = 36;
const notch = 22;
const stubWidth = 330;

/** The pass: left what it is, right of the perforation what it costs. */
export function drawCard(card: ShareCard): Drawn {
  const { brand, deep } = cardColours;
  return box(
    {
      ...cardSize,
      position: 'relative',
      backgroundImage: `linear-gradient(135deg, ${brand}, ${deep})`,
      fontFamily: 'Inter',
    },
    brandLine(),
    box(
      { ...pass, position: 'absolute', color: cardColours.ink },
      body(card),
      ...(card.price ? [stub(card.price), ...perforation()] : []),
    ),
  );
}

function brandLine(): Drawn {
  return box(
    { position: 'absolute', left: 64, top: 48, alignItems: 'center', color: cardColours.surface },
    picture(mark, 56, 56, { marginRight: 14 }),
    text('tribi', { fontFamily: 'Plus Jakarta Sans', fontWeight: 800, fontSize: 44, letterSpacing: -1.8 }),
  );
}

function body({ title, detail, price, flag, drawing, isMap }: ShareCard): Drawn {
  const corners = price ? `${radius}px 0 0 ${radius}px` : `${radius}px`;
  return box(
    {
      position: 'absolute',
      left: 0,
      top: 0,
      width: price ? pass.width - stubWidth : pass.width,
      height: pass.height,
      flexDirection: 'column',
      justifyContent: 'flex-end',
      padding: '44px 48px',
      backgroundColor: cardColours.surface,
      borderRadius: corners,
      overflow: 'hidden',
    },
    ...(drawing ? [background(drawing, isMap)] : []),
    ...(flag
      ? [
          picture(flag, 108, 72, {
            borderRadius: 10,
            marginBottom: 26,
            border: `2px solid ${cardColours.land}`,
          }),
        ]
      : []),
    text(title, {
      fontFamily: 'Plus Jakarta Sans',
      fontWeight: 800,
      fontSize: titleSize(title),
      lineHeight: 1.08,
      letterSpacing: -2,
    }),
    text(detail, { marginTop: 16, fontSize: 32, lineHeight: 1.25, color: cardColours.soft }),
  );
}

/** Behind the words. An outline stands whole in the upper right; a map lies across. */
function background(drawing: string, isMap: boolean): Drawn {
  return isMap
    ? picture(drawing, 620, 270, { position: 'absolute', top: 14, right: 20, objectFit: 'contain' })
    : picture(drawing, 370, 370, { position: 'absolute', top: 24, right: 28, objectFit: 'contain' });
}

function stub({ from, amount }: NonNullable<ShareCard['price']>): Drawn {
  return box(
    {
      position: 'absolute',
      right: 0,
      top: 0,
      width: stubWidth,
      height: pass.height,
      flexDirection: 'column',
      justifyContent: 'flex-end',
      padding: '44px 40px',
      backgroundColor: cardColours.stub,
      borderRadius: `0 ${radius}px ${radius}px 0`,
    },
    text('eSIM', {
      position: 'absolute',
      top: 40,
      left: 40,
      fontSize: 28,
      fontWeight: 600,
      color: cardColours.brand,
    }),
    text(from, { fontSize: 32, color: cardColours.soft }),
    text(amount, {
      marginTop: 6,
      fontFamily: 'Plus Jakarta Sans',
      fontWeight: 800,
      fontSize: amount.length > 7 ? 52 : 72,
      lineHeight: 1.1,
      letterSpacing: -1.5,
    }),
  );
}

/** A dashed line between the parts, and a half circle cut out at both of its ends. */
function perforation(): Drawn[] {
  const right = stubWidth - notch;
  const hole = { position: 'absolute', width: notch * 2, height: notch * 2, borderRadius: notch, right };
  return [
    box({
      position: 'absolute',
      right: stubWidth - 1,
      top: notch + 12,
      bottom: notch + 12,
      borderLeft: `3px dashed ${cardColours.dash}`,
    }),
    box({ ...hole, top: -notch, backgroundColor: '#3f4bc4' }),
    box({ ...hole, bottom: -notch, backgroundColor: '#333d9f' }),
  ];
}

/** The longest names still fit two lines. */
function titleSize(title: string): number {
  if (title.length <= 10) return 108;
  if (title.length <= 16) return 82;
  return title.length <= 26 ? 64 : 52;
}

const box = (style: Style, ...children: Drawn[]): Drawn => ({
  type: 'div',
  key: null,
  props: { style: { display: 'flex', boxSizing: 'border-box', ...style }, children },
});

const text = (words: string, style: Style): Drawn => ({
  type: 'div',
  key: null,
  props: { style: { display: 'flex', ...style }, children: [words] },
});

const picture = (svg: string, width: number, height: number, style: Style): Drawn => ({
  type: 'img',
  key: null,
  props: { src: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, width, height, style },
});

const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#fff" d="M7 4h18a4 4 0 0 1 4 4v5a3 3 0 0 0 0 6v5a4 4 0 0 1-4 4H7a4 4 0 0 1-4-4v-5a3 3 0 0 0 0-6V8a4 4 0 0 1 4-4z"/><path fill="${cardColours.brand}" d="M9 10h11v3.400h-3.700V23h-3.600v-9.600H9z"/><g fill="#006d4e"><circle cx="23.500" cy="10.500" r="1.200"/><circle cx="23.500" cy="14.200" r="1.200"/><circle cx="23.500" cy="17.900" r="1.200"/><circle cx="23.500" cy="21.600" r="1.200"/></g></svg>`;
