const MB_PER_GB = 1024;
/** No break between figure and unit. */
const NBSP = '\u00a0';

/** Megabytes as people say them, 1024 to the gigabyte: "500 MB", "1.5 GB". */
export function formatData(megabytes: number, tag: string): string {
  const inGigabytes = megabytes >= MB_PER_GB;
  const figure = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }).format(
    inGigabytes ? megabytes / MB_PER_GB : megabytes,
  );
  return `${figure}${NBSP}${inGigabytes ? 'GB' : 'MB'}`;
}
