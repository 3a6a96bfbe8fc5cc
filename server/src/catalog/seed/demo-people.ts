export type DemoPerson = {
  email: string;
  name: string;
  role: 'ADMIN' | 'CATALOG' | 'SUPPORT' | 'FINANCE';
};

/** Staff of the demonstration shop, one for each role; `.test` can never receive real mail (RFC 2606). */
export const demoPeople: readonly DemoPerson[] = [
  { email: 'admin@tribi.test', name: 'Ada Marín', role: 'ADMIN' },
  { email: 'catalog@tribi.test', name: 'Bruno Keller', role: 'CATALOG' },
  { email: 'support@tribi.test', name: 'Chiara Okafor', role: 'SUPPORT' },
  { email: 'finance@tribi.test', name: 'Daniel Lund', role: 'FINANCE' },
];
