import { createContext, use } from 'react';
import type { Translate } from './translate.ts';

export const TranslateContext = createContext<Translate>((key) => key);

export function useTranslation(): { t: Translate } {
  return { t: use(TranslateContext) };
}
