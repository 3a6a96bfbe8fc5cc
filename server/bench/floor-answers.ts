/** A list as the floor serves it: the statements that the app sends for it, with their values. */
export interface FloorList {
  name: string;
  statements: { text: string; values: unknown[]; prepared: string | undefined }[];
}

export interface Answer {
  data: object;
}

interface PlanRow {
  id: string;
  slug: string;
  name: string;
  isUnlimited: boolean;
  dataMb: number | null;
  validityDays: number;
  availability: string;
  carrierId: string;
  carrierName: string;
  countryId: string | null;
  amount: number;
  listCurrency: string;
}
