import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { callerError } from './errors.ts';

const fileSchema = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string());

/** The operations of our own apps, written by the code generator, by the SHA-256 of their text. */
export class KnownOperations {
  readonly #byHash: ReadonlyMap<string, string>;
  readonly #isPersistedOnly: boolean;

  /** @param isPersistedOnly nothing else is answered */
  constructor(byHash: ReadonlyMap<string, string>, isPersistedOnly: boolean) {
    this.#byHash = byHash;
    this.#isPersistedOnly = isPersistedOnly;
  }

  /** @param folder schema/operations: a file for each app */
  static async read(folder: string, isPersistedOnly: boolean): Promise<KnownOperations> {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    const files = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    const entries = files.flatMap((text) => Object.entries(fileSchema.parse(JSON.parse(text))));
    return new KnownOperations(new Map(entries), isPersistedOnly);
  }

  /** The text of a hash; undefined when it is none of ours. */
  textOf(hash: string): string | undefined {
    return this.#byHash.get(hash);
  }

  /**
   * To be asked before anything is parsed, so that not even a mistake is explained.
   * @param text undefined when only a hash was sent
   * @throws PERSISTED_ONLY when only our own operations are answered and this text is none of them
   * @throws BAD_REQUEST when the hash that came with the text is of another
   */
  assertKnown(text: string | undefined, hash?: string): void {
    if (text === undefined || (!this.#isPersistedOnly && hash === undefined)) return;
    const own = createHash('sha256').update(text).digest('hex');
    if (this.#isPersistedOnly && !this.#byHash.has(own)) {
      throw new GraphQLError('This shop answers only the operations of its own apps.', {
        extensions: { code: 'PERSISTED_ONLY', http: { status: 403 } },
      });
    }
    if (hash !== undefined && hash !== own)
      throw callerError('BAD_REQUEST', 'The hash that came with the operation is of another.');
  }
}
