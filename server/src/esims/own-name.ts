/** Letters and marks that nobody sees, and that turn what stands beside them around. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
/** Joins the parts of one emoji, and letters of some scripts. */
const joiners = /[\u200C\u200D]/u;

export const maxNameLength = 40;

/**
 * A name as a person typed it, fit to stand in a line of other people's pages: one form for each letter, no line
 * breaks, no invisible or turning marks, single spaces.
 */
export const cleanName = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\t\n\r]/g, ' ')
    .replace(unseen, (mark) => (joiners.test(mark) ? mark : ''))
    .replace(/\s+/gu, ' ')
    .trim();

/** Whether a cleaned name is one: 1 to 40 characters, as people count them. */
export const isName = (name: string): boolean => {
  const length = [...name].length;
  return length >= 1 && length <= maxNameLength && /[^\s\u200C\u200D]/u.test(name);
};
