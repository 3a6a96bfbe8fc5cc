import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { explainStartError } from './start-error.ts';

it('names the port that is taken and the setting that asked for it', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const address = holder.address();
  const port = String(typeof address === 'object' ? address?.port : '');
  const second = createServer();
  const error = await new Promise<Error>((resolve) =>
    second.once('error', resolve).listen(Number(port), '127.0.0.1'),
  );
  holder.close();
  expect(explainStartError(error, { PORT: '4000', WORK_PORT: port })).toContain(`Port ${port} (WORK_PORT)`);
  expect(explainStartError(error, { PORT: port })).toContain(`Port ${port} (PORT)`);
});
