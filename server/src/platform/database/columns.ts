import { BigIntType } from '@mikro-orm/core';

/** bigint columns hold minor units below 2^53: read them as numbers. */
export const amountType = new BigIntType('number');
