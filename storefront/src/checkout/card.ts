/** The digits of what was typed. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** In groups of four as on the card; American Express in 4, 6, 5. */
export function formatCardNumber(text: string): string {
  const digits = digitsOf(text);
  if (/^3[47]/.test(digits)) {
    return [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 15)].filter(Boolean).join(' ');
  }
  return (
    digits
      .slice(0, 19)
      .match(/.{1,4}/g)
      ?.join(' ') ?? ''
  );
}

/** "1" waits for the next digit, "5" can only be May: "05 / ". A full date as browsers fill it in is understood. */
export function formatExpiry(text: string): string {
  const [month, year] = text.split('/').map((part) => digitsOf(part));
  if (year !== undefined && month) return joinExpiry(month.padStart(2, '0'), year.slice(-2));
  const digits = digitsOf(text);
  if (/^[2-9]/.test(digits)) return joinExpiry(`0${digits[0]}`, digits.slice(1, 3));
  return digits.length < 3 ? digits : joinExpiry(digits.slice(0, 2), digits.slice(2, 4));
}

function joinExpiry(month: string, year: string): string {
  return year === '' ? month : `${month} / ${year}`;
}

/** The check digit of ISO/IEC 7812. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return digits.length > 0 && sum % 10 === 0;
}

export type Card = { number: string; expiry: string; cvc: string };
export type CardProblem = 'number' | 'expiry' | 'past' | 'cvc';

/** What is wrong with a card before anyone is asked, by field; an empty object when nothing is. */
export function checkCard(card: Card, now: Date): Partial<Record<keyof Card, CardProblem>> {
  const number = digitsOf(card.number);
  const expiry = readExpiry(card.expiry);
  const cvcLength = /^3[47]/.test(number) ? 4 : 3;
  return {
    ...(number.length < 12 || !passesLuhn(number) ? { number: 'number' as const } : {}),
    ...(expiry === null
      ? { expiry: 'expiry' as const }
      : isPast(expiry, now)
        ? { expiry: 'past' as const }
        : {}),
    ...(digitsOf(card.cvc).length === cvcLength ? {} : { cvc: 'cvc' as const }),
  };
}

export type Expiry = { month: number; year: number };

/** "04 / 31" is April 2031; null when it is no date. */
export function readExpiry(text: string): Expiry | null {
  const digits = digitsOf(text);
  const month = Number(digits.slice(0, 2));
  if (digits.length !== 4 || month < 1 || month > 12) return null;
  return { month, year: 2000 + Number(digits.slice(2)) };
}

/** A card is good to the end of its month. */
function isPast({ month, year }: Expiry, now: Date): boolean {
  return year * 12 + month < now.getFullYear() * 12 + now.getMonth() + 1;
}
