/** A country's flag as a picture; decorative, its name stands beside it. */
export function Flag({ iso2, className = 'w-6' }: { iso2: string; className?: string }) {
  return (
    <img
      src={`${__FLAGS_BASE__}${iso2.toUpperCase()}.svg`}
      alt=""
      width={24}
      height={16}
      loading="lazy"
      decoding="async"
      className={`flag ${className}`}
    />
  );
}
