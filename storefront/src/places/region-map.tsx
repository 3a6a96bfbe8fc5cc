import { frameRegion } from './region-frame.ts';
import { useWorld } from './use-world.ts';

/** A part of the map that frames the given countries, for a region; decorative. */
export function RegionMap({ codes, className = '' }: { codes: readonly string[]; className?: string }) {
  const world = useWorld();
  const region = world && frameRegion(world, codes);
  if (!region) return <div aria-hidden className={className} />;
  const [x0, y0, x1, y1] = region.frame;
  const size = Math.max(x1 - x0, y1 - y0);
  const margin = size * 0.05;
  return (
    <svg
      aria-hidden
      viewBox={`${x0 - margin} ${y0 - margin} ${x1 - x0 + margin * 2} ${y1 - y0 + margin * 2}`}
      className={`world-map ${className}`}
      focusable="false"
      // Thin enough to leave small islands something to show.
      style={{ '--map-stroke': size / 250 }}
    >
      {region.places.map(({ iso2, shift, d, dot }) => (
        <g key={iso2} transform={shift === 0 ? undefined : `translate(${shift} 0)`}>
          {d ? (
            <path d={d} data-state="covered" />
          ) : (
            <circle cx={dot?.[0]} cy={dot?.[1]} r={size / 55} data-state="covered" />
          )}
        </g>
      ))}
    </svg>
  );
}
