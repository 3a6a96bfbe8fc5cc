/** A list as the floor serves it: the statements that the app sends for it, with their values. */
export interface FloorList {
  name: string;
  /** The page's size; null where one plan is answered. */
  first: number | null;
  statements: FloorStatement[];
}

export interface FloorStatement {
  text: string;
  values: unknown[];
  /** The name it is prepared under, where the app prepares it. */
  prepared?: string | undefined;
}

/** The row of any statement, as far as the answers need it. */
interface Row {
  id?: string;
  userId?: string;
  slug?: string;
  iso2?: string;
}

interface PlanRow extends Row {
  id: string;
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

interface CountryRow extends Row {
  id: string;
  nameEn?: string;
  name_en?: string;
}

/** Makes of the statements' rows what the app answers. `first` is the page's size, of which one more is read. */
export function floorAnswer(rowsOfAll: readonly Row[][], first: number | null): object {
  const rowsWith = (key: string) => rowsOfAll.find((rows) => rows[0] && key in rows[0]) ?? [];
  const session = rowsWith('userId')[0];
  const plans = rowsWith('slug') as PlanRow[];
  const countries = new Map((rowsWith('iso2') as CountryRow[]).map((row) => [row.id, row]));
  const toNode = (plan: PlanRow) => planNode(plan, countries);
  const me = { id: session?.userId };
  if (first === null) return { data: { me, plan: plans[0] ? toNode(plans[0]) : null } };
  const nodes = plans.slice(0, first).map(toNode);
  return { data: { me, plans: { nodes, pageInfo: { hasNextPage: plans.length > first } } } };
}

function planNode(plan: PlanRow, countries: ReadonlyMap<string, CountryRow>): object {
  const country = plan.countryId === null ? undefined : countries.get(plan.countryId);
  return {
    id: plan.id,
    slug: plan.slug,
    name: plan.name,
    isUnlimited: plan.isUnlimited,
    dataMb: plan.dataMb,
    validityDays: plan.validityDays,
    availability: plan.availability,
    carrier: { id: plan.carrierId, name: plan.carrierName },
    country: country ? { id: country.id, iso2: country.iso2, name: country.nameEn ?? country.name_en } : null,
    price: { amount: plan.amount, currency: plan.listCurrency },
  };
}
