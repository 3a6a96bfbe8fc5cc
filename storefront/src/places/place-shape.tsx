/**
 * A country's outline in the colour of the text around it; decorative. As a drawing that is referred to: a picture or mask
 * of this size would count as the main part of the page, which it is not.
 */
export function PlaceShape({ iso2, className = '' }: { iso2: string; className?: string }) {
  return (
    <svg aria-hidden focusable="false" viewBox="0 0 100 100" className={`block fill-current ${className}`}>
      <use href={`${__PLACES_BASE__}${iso2.toUpperCase()}.svg#place`} />
    </svg>
  );
}
