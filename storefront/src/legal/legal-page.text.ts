import type { ByLocale } from '../prose/block.ts';

type Words = typeof en;

const en = {
  company: 'Who runs this shop',
  taxId: 'Tax ID: {{id}}',
  asOf: 'As of {{date}}',
  more: 'Read on',
};

const es: Words = {
  company: 'Quién lleva esta tienda',
  taxId: 'Número fiscal: {{id}}',
  asOf: 'A fecha de {{date}}',
  more: 'Sigue leyendo',
};

/** The words of the legal pages around their own: loaded with it, not with every page. */
export const legalWords: ByLocale<Words> = { en, es };
