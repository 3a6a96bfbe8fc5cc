/** A country's outline in the colour of the text around it; decorative. */
export function PlaceShape({ iso2, className = '' }: { iso2: string; className?: string }) {
  const mask = `url("${__PLACES_BASE__}${iso2.toUpperCase()}.svg") center / contain no-repeat`;
  return <span aria-hidden className={`block bg-current ${className}`} style={{ mask }} />;
}
