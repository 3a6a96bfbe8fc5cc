import type { Profiler } from 'node:inspector/promises';

/** A layer's name and its share of the time that the process was busy. */
export type Layers = [layer: string, share: number][];

/** Which layer a script belongs to, the first that fits. */
const layers: readonly [RegExp, string][] = [
  [/\/node_modules\/(pg|pg-protocol|pg-types|pg-pool|pg-cloudflare)\//, 'pg'],
  [/\/node_modules\/(@mikro-orm|kysely)\//, 'MikroORM and Kysely'],
  [
    /\/node_modules\/(fastify|@fastify|light-my-request|find-my-way|avvio|secure-json-parse|fast-json-stringify)\//,
    'Fastify',
  ],
  [/\/node_modules\/(@apollo|@as-integrations)\//, 'Apollo Server'],
  [/\/node_modules\/graphql-jit\//, 'graphql-jit'],
  [
    /\/node_modules\/(graphql|type-graphql|graphql-scalars|@graphql-tools|dataloader)\//,
    'graphql and type-graphql',
  ],
  [/\/node_modules\/(pino|sonic-boom|fast-redact|safe-stable-stringify|@pinojs)/, 'pino'],
  [/\/node_modules\/stripe\//, 'Stripe SDK'],
  [/\/node_modules\/pg-boss\//, 'pg-boss'],
  [
    /\/node_modules\/(react|react-dom|@react-email|html-to-text|htmlparser2|domutils|domhandler|prettier|selderee|entities)\//,
    'mail templates (React)',
  ],
  [/\/node_modules\/(nodemailer)\//, 'nodemailer'],
  [/\/node_modules\/(qrcode|pngjs)\//, 'QR pictures'],
  [/\/node_modules\//, 'other packages'],
  [/\/server\/(dist\/)?(src|bench)\//, 'Tribi'],
  [
    /^node:(net|http|_http|internal\/(stream|http)|_?stream|internal\/(js_)?stream|dgram|buffer|internal\/buffer|events)/,
    'Node: HTTP, sockets, streams',
  ],
  [/^node:/, 'Node: the rest'],
];

/** Self time by layer. graphql-jit compiles to functions without a file, which is how they are known. */
export function layersOf(profile: Profiler.Profile): Layers {
  const layerOfNode = new Map(profile.nodes.map((node) => [node.id, layerOf(node.callFrame)]));
  const time = new Map<string, number>();
  profile.samples?.forEach((id, index) => {
    const layer = layerOfNode.get(id) ?? null;
    if (layer !== null) time.set(layer, (time.get(layer) ?? 0) + (profile.timeDeltas?.[index] ?? 0));
  });
  const busy = [...time.values()].reduce((sum, each) => sum + each, 0);
  return [...time]
    .map(([layer, spent]): Layers[number] => [layer, spent / busy])
    .sort((one, other) => other[1] - one[1]);
}

/** Null for time in which nothing ran. */
function layerOf({ url, functionName }: { url: string; functionName: string }): string | null {
  if (functionName === '(idle)') return null;
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (functionName === '(program)') return 'outside of JavaScript (system calls)';
  if (url === '') return 'compiled operations and built-ins';
  const path = url.startsWith('node:') ? url : url.replaceAll('\\', '/');
  return layers.find(([pattern]) => pattern.test(path))?.[1] ?? 'other packages';
}
