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
