/** Where the launcher speaks to the person at the terminal. */
export interface Output {
  line(text: string): void;
  /** A function that writes lines marked with the name of who says them. */
  as(name: string): (line: string) => void;
}

const nameWidth = 10;
const colours: Readonly<Record<string, number>> = { tribi: 36, postgres: 34, sandboxes: 35, app: 32 };

/** Writes to a stream, in colour where that is a terminal and NO_COLOR is unset. */
export function createOutput(stream: NodeJS.WriteStream): Output {
  const isColoured = stream.isTTY && !process.env.NO_COLOR;
  // The terminal may be gone (SIGHUP, a closed pipe) while we still have to stop in order.
  stream.on('error', () => undefined);
  const line = (text: string) => void stream.write(`${text}\n`);
  const as = (name: string) => {
    const label = name.padEnd(nameWidth);
    const mark = isColoured ? `\u001b[${colours[name] ?? 37}m${label}\u001b[0m` : label;
    return (text: string) => line(`${mark} ${text}`);
  };
  return { line, as };
}
