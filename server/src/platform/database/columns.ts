import { BigIntType, type ScalarReference } from '@mikro-orm/core';

export type { ScalarReference };

/** bigint columns hold minor units below 2^53: read them as numbers. */
export const amountType = new BigIntType('number');
