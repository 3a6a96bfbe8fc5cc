import type { WorldMap } from './world.ts';

type Box = [number, number, number, number];
type RegionPlace = WorldMap['places'][string] & { iso2: string; shift: number; box: Box };

/** Wider than this on a map of 1000, a country may reach out of the frame. */
const WIDE = 180;
/** A region over this much of the map's width lies on both sides of the date line. */
const ROUND_THE_BACK = 0.7;
const WEST = 0.35;

function union(boxes: readonly Box[]): Box {
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}

/**
 * The countries of a region on the map and the box that frames them. Islands east of the date line move beside those
 * west of it. One as wide as Russia reaches out of the frame where the rest would become too small. Null: none is on
 * the map.
 */
export function frameRegion(
  world: WorldMap,
  codes: readonly string[],
): { frame: Box; places: RegionPlace[] } | null {
  const found = codes.flatMap((iso2): RegionPlace[] => {
    const place = world.places[iso2];
    const [x0, y0, x1, y1] = place?.box ?? [];
    if (!place || x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return [];
    return [{ ...place, iso2, shift: 0, box: [x0, y0, x1, y1] }];
  });
  if (found.length === 0) return null;
  const all = union(found.map(({ box }) => box));
  const places = all[2] - all[0] > world.width * ROUND_THE_BACK ? joinPacific(found, world.width) : found;
  return { frame: frameOf(places.map(({ box }) => box)), places };
}

function joinPacific(places: readonly RegionPlace[], width: number): RegionPlace[] {
  return places.map((place) => {
    const [x0, y0, x1, y1] = place.box;
    if (x1 > width * WEST) return place;
    return { ...place, shift: width, box: [x0 + width, y0, x1 + width, y1] };
  });
}

function frameOf(boxes: readonly Box[]): Box {
  const all = union(boxes);
  const usual = boxes.filter(([x0, , x1]) => x1 - x0 < WIDE);
  if (usual.length < 3) return all;
  const close = union(usual);
  return close[2] - close[0] < (all[2] - all[0]) * 0.5 ? close : all;
}
