export type PhoneSystem = 'ios' | 'android';

/** The visitor's phone, or null on a computer. An iPad says it is a Mac, but a Mac has no touch. */
export function phoneSystem(userAgent: string, touchPoints: number): PhoneSystem | null {
  if (/android/i.test(userAgent)) return 'android';
  if (/iphone|ipad|ipod/i.test(userAgent)) return 'ios';
  return /macintosh/i.test(userAgent) && touchPoints > 1 ? 'ios' : null;
}
