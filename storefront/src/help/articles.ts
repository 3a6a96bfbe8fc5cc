import type { Article } from './article.ts';
import { connectArticles } from './articles/connect.ts';
import { installArticles } from './articles/install.ts';
import { installTroubleArticles } from './articles/install-trouble.ts';
import { orderArticles } from './articles/order.ts';
import { useArticles } from './articles/use.ts';

export const articles: readonly Article[] = [
  ...connectArticles,
  ...installArticles,
  ...installTroubleArticles,
  ...useArticles,
  ...orderArticles,
];
