/** Whether the last digit fits the others, as on cards and in ICCIDs. Source: ISO/IEC 7812-1 annex B. */
export function isLuhnValid(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - index));
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** The digits with their check digit behind them. */
export function withCheckDigit(digits: string): string {
  const complete = Array.from({ length: 10 }, (_, check) => `${digits}${check}`).find(isLuhnValid);
  if (complete === undefined) throw new Error('A check digit exists for every row of digits.');
  return complete;
}
