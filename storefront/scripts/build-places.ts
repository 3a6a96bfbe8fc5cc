/**
 * Draws the shapes of the storefront from Natural Earth (through `world-atlas`): one small outline per country and one
 * quiet world map. Run by hand (`npm run places`) when world-atlas changes; the result is committed, so a build needs
 * no geography.
 *
 * Writes `src/places/place-shapes.json` (one path a country, in a box of 100 × 100) and `src/places/world-map.json`
 * (all countries in one projection, with the box that frames each).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type GeoProjection,
  geoArea,
  geoAzimuthalEqualArea,
  geoCentroid,
  geoDistance,
  geoNaturalEarth1,
  geoPath,
} from 'd3-geo';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import countryCodes from 'i18n-iso-countries';
import { feature } from 'topojson-client';
import { presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, Topology } from 'topojson-specification';

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;
type Shape = { type: 'Feature'; properties: Record<string, never>; geometry: MultiPolygon };
type Box = [number, number, number, number];

const MAP_WIDTH = 1000;
const MAP_HEIGHT = 470;
const SHAPE_BOX = 100;

/** Parts that Natural Earth draws inside another country: ISO code, the country that holds it, where it lies. */
const PARTS: ReadonlyArray<readonly [string, string, Position]> = [
  ['GF', 'FR', [-53.1, 3.9]],
  ['GP', 'FR', [-61.5, 16.2]],
  ['MQ', 'FR', [-61.0, 14.65]],
  ['RE', 'FR', [55.5, -21.1]],
  ['YT', 'FR', [45.15, -12.8]],
  ['BQ', 'NL', [-68.3, 12.2]],
  ['SJ', 'NO', [18, 78.5]],
];
const PART_RADIUS = 0.12;

const WORLDS = {
  '10m': import.meta.resolve('world-atlas/countries-10m.json'),
  '50m': import.meta.resolve('world-atlas/countries-50m.json'),
};

function loadWorld(resolution: keyof typeof WORLDS): World {
  return JSON.parse(readFileSync(fileURLToPath(WORLDS[resolution]), 'utf8')) as World;
}

function toShape(polygons: Position[][][]): Shape {
  return { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates: polygons } };
}

/** A ring that collapsed in simplifying may turn over and then means the rest of the globe: left out. */
function polygonsOf(geometry: MultiPolygon | Polygon): Position[][][] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.filter((coordinates) => geoArea({ type: 'Polygon', coordinates }) < 2 * Math.PI);
}

/** Polygons by ISO code; a country without a code of its own in the atlas (Kosovo) is found by name. */
function readCountries(world: World): Map<string, Position[][][]> {
  const countries = new Map<string, Position[][][]>();
  for (const item of feature(world, world.objects.countries).features) {
    if (item.geometry.type !== 'Polygon' && item.geometry.type !== 'MultiPolygon') continue;
    const byNumber = item.id === undefined ? undefined : countryCodes.numericToAlpha2(String(item.id));
    const code = byNumber ?? (item.properties.name === 'Kosovo' ? 'XK' : undefined);
    if (code) countries.set(code, [...(countries.get(code) ?? []), ...polygonsOf(item.geometry)]);
  }
  return countries;
}

/** Moves the overseas parts that have an ISO code of their own out of the country that holds them. */
function separateParts(countries: Map<string, Position[][][]>): void {
  for (const [code, holder, place] of PARTS) {
    const polygons = countries.get(holder) ?? [];
    const isPart = (polygon: Position[][]) =>
      geoDistance(geoCentroid({ type: 'Polygon', coordinates: polygon }), [place[0] ?? 0, place[1] ?? 0]) <
      PART_RADIUS;
    const part = polygons.filter(isPart);
    if (part.length === 0 || countries.has(code)) continue;
    countries.set(code, part);
    countries.set(
      holder,
      polygons.filter((polygon) => !isPart(polygon)),
    );
  }
}

/**
 * The polygons that people would draw: the largest, what is near it, and large parts further away. Leaves out the
 * Azores, Hawaii and the like, which would make the rest too small to recognise.
 */
function corePolygons(polygons: Position[][][], reach = 5): Position[][][] {
  const measured = polygons.map((polygon) => {
    const geometry = { type: 'Polygon' as const, coordinates: polygon };
    return { polygon, area: geoArea(geometry), centre: geoCentroid(geometry) };
  });
  const main = measured.toSorted((a, b) => b.area - a.area)[0];
  if (!main) return [];
  const radius = Math.max(Math.sqrt(main.area / Math.PI), 0.01);
  return measured
    .filter(({ area, centre }) => {
      const distance = geoDistance(centre, main.centre);
      return (
        distance <= radius * Math.min(reach, 2) || (area > main.area * 0.05 && distance < radius * reach)
      );
    })
    .map(({ polygon }) => polygon);
}

/** Ramer–Douglas–Peucker on projected points. */
function thin(points: Position[], tolerance: number): Position[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 3) return points;
  const [x0 = 0, y0 = 0] = first;
  const [x1 = 0, y1 = 0] = last;
  const length = Math.hypot(x1 - x0, y1 - y0);
  let worst = 0;
  let index = 0;
  points.forEach(([x = 0, y = 0], at) => {
    const away =
      length === 0
        ? Math.hypot(x - x0, y - y0)
        : Math.abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length;
    if (away > worst) [worst, index] = [away, at];
  });
  if (worst <= tolerance) return [first, last];
  return [
    ...thin(points.slice(0, index + 1), tolerance).slice(0, -1),
    ...thin(points.slice(index), tolerance),
  ];
}

type Drawing = { tolerance: number; smallest: number; digits: number };

/** The projected rings as one SVG path; rings smaller than `smallest` square units are left out unless all are. */
function draw(shape: Shape, projection: GeoProjection, { tolerance, smallest, digits }: Drawing): string {
  const rings: string[] = [];
  let ring: Position[] = [];
  const raw = geoPath(projection, {
    moveTo: (x: number, y: number) => {
      ring = [[x, y]];
    },
    lineTo: (x: number, y: number) => {
      ring.push([x, y]);
    },
    closePath: () => {
      const area = Math.abs(ringArea(ring));
      const points = thin(closed(ring), tolerance);
      if (points.length > 3 && area >= smallest) rings.push(toPath(points, digits));
    },
    arc: () => undefined,
    beginPath: () => undefined,
  });
  raw(shape);
  return rings.join('');
}

/** Splits a ring at its far point, because the thinning of a line keeps both ends. */
function closed(ring: Position[]): Position[] {
  const first = ring[0];
  return first ? [...ring, first] : ring;
}

function ringArea(ring: Position[]): number {
  return (
    ring.reduce((sum, [x = 0, y = 0], at) => {
      const [nextX = 0, nextY = 0] = ring[(at + 1) % ring.length] ?? [];
      return sum + x * nextY - nextX * y;
    }, 0) / 2
  );
}

/** Relative line commands: about a third shorter than absolute ones. */
function toPath(points: Position[], digits: number): string {
  const scale = 10 ** digits;
  const round = (value: number) => Math.round(value * scale);
  const show = (value: number) => String(value / scale).replace(/^(-?)0\./, '$1.');
  let [lastX, lastY] = [round(points[0]?.[0] ?? 0), round(points[0]?.[1] ?? 0)];
  let path = `M${show(lastX)},${show(lastY)}l`;
  for (const [x = 0, y = 0] of points.slice(1, -1)) {
    const [stepX, stepY] = [round(x) - lastX, round(y) - lastY];
    if (stepX === 0 && stepY === 0) continue;
    path += `${path.endsWith('l') ? '' : ' '}${show(stepX)},${show(stepY)}`;
    [lastX, lastY] = [lastX + stepX, lastY + stepY];
  }
  return `${path.replaceAll(',-', '-').replaceAll(' -', '-')}z`;
}

/** Atolls far apart would be dust in the box: then only the main island and its neighbours are drawn. */
function drawShape(polygons: Position[][][]): string {
  const [wide, narrow, single] = [5, 2, 0].map((reach) => toShape(corePolygons(polygons, reach)));
  const fills = (shape: Shape | undefined) => shape !== undefined && filledShare(shape) > 0.03;
  const shape = [wide, narrow].find(fills) ?? single;
  if (!shape) return '';
  const path = draw(shape, fitted(shape), { tolerance: 0.45, smallest: 0.6, digits: 1 });
  return path || draw(shape, fitted(shape), { tolerance: 0.3, smallest: 0, digits: 1 });
}

function fitted(shape: Shape): GeoProjection {
  const [longitude, latitude] = geoCentroid(shape);
  return geoAzimuthalEqualArea()
    .rotate([-longitude, -latitude])
    .fitExtent(
      [
        [2, 2],
        [SHAPE_BOX - 2, SHAPE_BOX - 2],
      ],
      shape,
    );
}

function filledShare(shape: Shape): number {
  return geoPath(fitted(shape)).area(shape) / SHAPE_BOX ** 2;
}

type MapPlace = { d?: string; dot?: [number, number]; box: Box };

function placeOnMap(
  code: string,
  polygons: Position[][][],
  coarse: Position[][][],
  projection: GeoProjection,
): MapPlace {
  const core = toShape(corePolygons(polygons));
  const path = geoPath(projection);
  const [[x0, y0], [x1, y1]] = path.bounds(largestPart(core, projection));
  const box = [x0, y0, x1, y1].map((value) => Math.round(value * 10) / 10) as Box;
  const drawing = { tolerance: 0.4, smallest: code === 'RU' || code === 'CA' ? 3 : 0.8, digits: 1 };
  const isSmall = Math.max(x1 - x0, y1 - y0) < 3.2;
  const d = isSmall ? '' : draw(toShape(coarse), projection, drawing) || draw(core, projection, drawing);
  if (!d) {
    const [x, y] = path.centroid(core);
    return { dot: [Math.round(x * 10) / 10, Math.round(y * 10) / 10], box };
  }
  return { d, box };
}

/** Of a shape cut by the map's edge (Russia, Fiji) only the side that holds most of it frames the place. */
function largestPart(shape: Shape, projection: GeoProjection): Shape {
  const path = geoPath(projection);
  const parts = shape.geometry.coordinates
    .map((polygon) => ({
      polygon,
      width: path.area(toShape([polygon])),
      bounds: path.bounds(toShape([polygon])),
    }))
    .filter(({ bounds }) => bounds[1][0] - bounds[0][0] < MAP_WIDTH * 0.8)
    .toSorted((a, b) => b.width - a.width);
  const main = parts[0];
  if (!main) return shape;
  const near = parts.filter(({ bounds }) => Math.abs(bounds[0][0] - main.bounds[0][0]) < MAP_WIDTH * 0.25);
  return toShape(near.map(({ polygon }) => polygon));
}

function pointCount(polygons: Position[][][]): number {
  return polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
}

const coarseWorld = loadWorld('50m');
const fine = readCountries(loadWorld('10m'));
const middle = readCountries(coarseWorld);
const coarse = readCountries(simplify(presimplify(coarseWorld), 0.02));
for (const countries of [fine, middle, coarse]) separateParts(countries);

const NORTH = 81;
const projection = geoNaturalEarth1().fitWidth(
  MAP_WIDTH,
  toShape([...fine].filter(([code]) => code !== 'AQ').flatMap(([, p]) => p)),
);
const [, top = 0] = projection([0, NORTH]) ?? [];
const [shiftX, shiftY] = projection.translate();
projection.translate([shiftX, shiftY - top]);
const shapes: Record<string, string> = {};
const places: Record<string, MapPlace> = {};
for (const code of [...fine.keys()].filter((key) => key !== 'AQ').sort()) {
  const detailed = fine.get(code) ?? [];
  const usual = middle.get(code) ?? detailed;
  const source = pointCount(corePolygons(usual)) < 60 ? detailed : usual;
  shapes[code] = drawShape(source);
  places[code] = placeOnMap(code, source, coarse.get(code) ?? usual, projection);
}

const folder = new URL('../src/places/', import.meta.url);
writeFileSync(
  new URL('place-shapes.json', folder),
  `${JSON.stringify(shapes, null, 0).replaceAll('","', '",\n"')}\n`,
);
writeFileSync(
  new URL('world-map.json', folder),
  `${JSON.stringify({ width: MAP_WIDTH, height: MAP_HEIGHT, places }).replaceAll('},"', '},\n"')}\n`,
);
process.stdout.write(`${Object.keys(shapes).length} places\n`);
