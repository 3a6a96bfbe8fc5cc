import { memo } from 'react';
import { useWorld } from './use-world.ts';

type MapProps = {
  /** ISO codes we sell for. */
  covered: ReadonlySet<string>;
  /** ISO codes of what the visitor is typing. */
  lit: ReadonlySet<string>;
  className?: string;
};

/** The quiet map behind the search: covered countries are filled, what is typed lights up. */
export const WorldMap = memo(function WorldMap({ covered, lit, className = '' }: MapProps) {
  const world = useWorld();
  if (!world) return <div aria-hidden className={className} style={{ aspectRatio: '1000 / 470' }} />;
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${world.width} ${world.height}`}
      className={`world-map ${className}`}
      focusable="false"
    >
      {Object.entries(world.places).map(([iso2, { d, dot }]) => {
        const state = lit.has(iso2) ? 'lit' : covered.has(iso2) ? 'covered' : 'land';
        if (d) return <path key={iso2} d={d} data-state={state} />;
        return (
          <circle key={iso2} cx={dot?.[0]} cy={dot?.[1]} r={state === 'lit' ? 5 : 1.8} data-state={state} />
        );
      })}
    </svg>
  );
});

/** A part of the map that frames the given countries, for a region. */
export function RegionMap({ codes, className = '' }: { codes: readonly string[]; className?: string }) {
  const world = useWorld();
  if (!world) return <div aria-hidden className={className} />;
  const within = new Set(codes);
  const frame = frameOf(codes.flatMap((code) => world.places[code] ?? []).map(({ box }) => box));
  if (!frame) return <div aria-hidden className={className} />;
  const [x0, y0, x1, y1] = frame;
  const margin = Math.max(x1 - x0, y1 - y0) * 0.04;
  return (
    <svg
      aria-hidden
      viewBox={`${x0 - margin} ${y0 - margin} ${x1 - x0 + margin * 2} ${y1 - y0 + margin * 2}`}
      preserveAspectRatio="xMidYMid meet"
      className={`world-map ${className}`}
      focusable="false"
    >
      {Object.entries(world.places)
        .filter(([iso2]) => within.has(iso2))
        .map(([iso2, { d, dot }]) =>
          d ? (
            <path key={iso2} d={d} data-state="covered" />
          ) : (
            <circle key={iso2} cx={dot?.[0]} cy={dot?.[1]} r={margin / 4} data-state="covered" />
          ),
        )}
    </svg>
  );
}

type Frame = [number, number, number, number];
const WIDE = 180;

function union(boxes: readonly number[][]): Frame {
  const side = (at: number, pick: (...values: number[]) => number) =>
    pick(...boxes.map((box) => box[at] ?? 0));
  return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)];
}

/** The box round the countries. One as wide as Russia may reach out of it where the rest would become too small. */
function frameOf(boxes: readonly number[][]): Frame | null {
  if (boxes.length === 0) return null;
  const all = union(boxes);
  const usual = boxes.filter(([x0 = 0, , x1 = 0]) => x1 - x0 < WIDE);
  if (usual.length < 3) return all;
  const close = union(usual);
  return close[2] - close[0] < (all[2] - all[0]) * 0.5 ? close : all;
}
