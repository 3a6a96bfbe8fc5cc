import { answerOf } from '../api/answer.ts';
import { type ShopQuery, useShopQuery } from '../generated/graphql.ts';

/** What shop this is the desk of; null until the server has said. */
export const useShop = (): ShopQuery['shop'] | null => answerOf(useShopQuery())?.shop ?? null;
