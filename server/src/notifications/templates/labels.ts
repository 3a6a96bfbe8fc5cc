import type { DeliveryFacts } from '../delivery-facts.ts';
import type { Frame } from './frame.ts';

/** `5 GB`, `1.5 GB`, `500 MB`, `Unlimited`. */
export function dataLabel(
  { isUnlimited, dataMb }: Pick<DeliveryFacts, 'isUnlimited' | 'dataMb'>,
  frame: Frame,
): string {
  if (isUnlimited || dataMb === null) return frame.t('unlimited');
  const [value, unit] = dataMb < 1024 ? [dataMb, 'MB'] : [dataMb / 1024, 'GB'];
  return `${new Intl.NumberFormat(frame.locale, { maximumFractionDigits: 1 }).format(value)} ${unit}`;
}

export const daysLabel = (days: number, { t }: Frame): string =>
  t(days === 1 ? 'daysOne' : 'daysMany', { count: days });

/** `30 days from first use`. */
export function validityLabel({ validityDays, validityPolicy }: DeliveryFacts, frame: Frame): string {
  const days = daysLabel(validityDays, frame);
  if (validityPolicy === 'FROM_FIRST_USE') return frame.t('fromFirstUse', { days });
  return validityPolicy === 'FROM_INSTALL' ? frame.t('fromInstall', { days }) : days;
}
