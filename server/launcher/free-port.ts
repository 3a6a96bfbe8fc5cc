import { createServer } from 'node:net';
import { errorCode, LauncherError } from './launcher-error.ts';

/** Whether a program could listen on this port of `host` now. */
export async function isPortFree(port: number, host: string | undefined): Promise<boolean> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host, exclusive: true }, resolve);
    });
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') return false;
    throw error;
  }
  await new Promise((resolve) => server.close(resolve));
  return true;
}

/**
 * Free ports below the range from which systems take the ports of outgoing connections, so that one kept
 * for later is likely to be free later. `seed` spreads folders over the range.
 */
export async function* freePorts(seed: number, host: string): AsyncGenerator<number> {
  const [first, count] = [15_432, 1_000];
  for (let step = 0; step < count; step += 1) {
    const port = first + ((seed + step) % count);
    if (await isPortFree(port, host)) yield port;
  }
}

/** @throws LauncherError PORT_TAKEN when the shop cannot have its port, before anything else is begun */
export async function requirePort(port: number, host: string | undefined): Promise<void> {
  const example = 'PORT=4001 npm start';
  try {
    if (port === 0 || (await isPortFree(port, host))) return;
  } catch (error) {
    if (errorCode(error) !== 'EACCES') throw error;
    throw new LauncherError(
      'PORT_TAKEN',
      `Port ${port} may not be used by this user. Choose one above 1023:\n  ${example}`,
      { cause: error },
    );
  }
  throw new LauncherError(
    'PORT_TAKEN',
    `Port ${port} is taken by another program (or by a Tribi that runs already).\n` +
      `Stop that one, or choose another port:\n  ${example}`,
  );
}
