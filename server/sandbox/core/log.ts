/** One line for the operator. Never given bodies, keys or codes. */
export type Log = (line: string) => void;
