const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A span in the largest unit of which it has one, to the whole unit below; under a minute it is a minute. */
export function distanceOf(milliseconds: number): { value: number; unit: 'day' | 'hour' | 'minute' } {
  const size = Math.abs(milliseconds);
  const sign = milliseconds < 0 ? -1 : 1;
  for (const [unit, length] of units)
    if (size >= length) return { value: sign * Math.floor(size / length), unit };
  return { value: sign, unit: 'minute' };
}
