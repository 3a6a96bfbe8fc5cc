import { frameRegion } from '../places/region-frame.ts';
import { loadWorld, type WorldMap } from '../places/world.ts';

/** Colours of a map that is drawn by itself, where no page's tokens reach. */
export type MapColours = { land: string; covered: string };

type Place = WorldMap['places'][string];

/** Where the build put a country's outline, below the browser's files. */
export function outlineFile(iso2: string): string {
  return `${__PLACES_BASE__}${iso2.toUpperCase()}.svg`;
}

/** The same for its flag. */
export function flagFile(iso2: string): string {
  return `${__FLAGS_BASE__}${iso2.toUpperCase()}.svg`;
}

/** The world as an SVG document, the given countries filled. */
export async function drawWorld(codes: readonly string[], { land, covered }: MapColours): Promise<string> {
  const { width, height, places } = await loadWorld();
  const filled = new Set(codes);
  const shapes = Object.entries(places).map(([iso2, place]) =>
    shape(place, filled.has(iso2) ? covered : land, 1.8),
  );
  return svg([0, 0, width, height], shapes);
}

/** A region as an SVG document framed by its countries; null when none of them is on the map. */
export async function drawRegion(codes: readonly string[], { covered }: MapColours): Promise<string | null> {
  const region = frameRegion(await loadWorld(), codes);
  if (!region) return null;
  const [x0, y0, x1, y1] = region.frame;
  const size = Math.max(x1 - x0, y1 - y0);
  const margin = size * 0.04;
  const shapes = region.places.map((place) => {
    const drawn = shape(place, covered, size / 55);
    return place.shift === 0 ? drawn : `<g transform="translate(${place.shift} 0)">${drawn}</g>`;
  });
  return svg([x0 - margin, y0 - margin, x1 - x0 + margin * 2, y1 - y0 + margin * 2], shapes);
}

function shape({ d, dot }: Place, colour: string, radius: number): string {
  if (d) return `<path fill="${colour}" d="${d}"/>`;
  return `<circle fill="${colour}" cx="${dot?.[0]}" cy="${dot?.[1]}" r="${radius}"/>`;
}

function svg([x, y, width, height]: readonly [number, number, number, number], shapes: string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}">${shapes.join('')}</svg>`;
}
