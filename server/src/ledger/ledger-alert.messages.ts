/** What staff are told of the books. */
export const ledgerAlert = {
  oneFinding: { en: 'The books have 1 finding', es: 'Los libros tienen 1 hallazgo' },
  findings: { en: 'The books have {count} findings', es: 'Los libros tienen {count} hallazgos' },
  more: {
    en: 'And {count} more: npm run ledger:check -- --stripe',
    es: 'Y {count} más: npm run ledger:check -- --stripe',
  },
} as const;
