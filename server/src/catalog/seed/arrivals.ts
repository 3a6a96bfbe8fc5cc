/**
 * Where most international travellers go, by arrivals as UN Tourism's barometers of 2023 and 2024 order them, rounded to
 * one list. It orders a new shop's popular destinations until there are sales.
 */
const byArrivals = [
  'FR',
  'ES',
  'US',
  'TR',
  'IT',
  'MX',
  'GB',
  'DE',
  'GR',
  'JP',
  'TH',
  'AT',
  'PT',
  'AE',
  'CA',
  'NL',
  'PL',
  'MY',
  'HR',
  'SA',
  'CN',
  'EG',
  'MA',
  'VN',
];

/** 1 for the first; null for a country that is not on the list. */
export function arrivalsRank(iso2: string): number | null {
  const index = byArrivals.indexOf(iso2);
  return index === -1 ? null : index + 1;
}
