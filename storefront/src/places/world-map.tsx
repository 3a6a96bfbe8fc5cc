import { memo } from 'react';
import { useWorld } from './use-world.ts';
import type { WorldMap as World } from './world.ts';

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
      <Places world={world} covered={covered} />
      {[...lit].map((iso2) => {
        const { d, dot } = world.places[iso2] ?? {};
        if (d) return <path key={iso2} d={d} data-state="lit" />;
        return dot && <circle key={iso2} cx={dot[0]} cy={dot[1]} r={5} data-state="lit" />;
      })}
    </svg>
  );
});

/** All that is not lit as one path of each look: two hundred would hold up the page that they decorate. */
const Places = memo(function Places({ world, covered }: { world: World; covered: ReadonlySet<string> }) {
  return (['land', 'covered'] as const).map((state) => (
    <path
      key={state}
      data-state={state}
      d={Object.entries(world.places)
        .filter(([iso2]) => covered.has(iso2) === (state === 'covered'))
        .map(([, { d, dot }]) => d ?? (dot ? discAt(dot) : ''))
        .join('')}
    />
  ));
});

/** A small place as a path: a circle in two halves. */
function discAt([x, y]: readonly number[]): string {
  return `M${x},${y}m-1.8,0a1.8,1.8 0 1 0 3.6,0a1.8,1.8 0 1 0-3.6,0z`;
}
