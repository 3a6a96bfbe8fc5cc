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

/** A row of the statement that finds the session, or of the one that finds plans. */
export interface FloorRow {
  id: string;
  sessionId?: string;
  slug?: string;
}

interface PlanRow extends FloorRow {
  name: string;
  isUnlimited: boolean;
  dataMb: number | null;
  validityDays: number;
  availability: string;
  carrierId: string;
  carrierName: string;
  countryId: string | null;
  countryIso2: string | null;
  countryNameEn: string | null;
  amount: number;
  listCurrency: string;
}

const isPlan = (row: FloorRow): row is PlanRow => row.slug !== undefined;

/** Makes of the statements' rows what the app answers. `first` is the page's size, of which one more is read. */
export function floorAnswer(rowsOfAll: readonly FloorRow[][], first: number | null): object {
  const session = rowsOfAll.flat().find((row) => row.sessionId !== undefined);
  const plans = rowsOfAll.flat().filter(isPlan);
  const me = { id: session?.id };
  if (first === null) return { data: { me, plan: plans[0] ? planNode(plans[0]) : null } };
  const nodes = plans.slice(0, first).map(planNode);
  return { data: { me, plans: { nodes, pageInfo: { hasNextPage: plans.length > first } } } };
}

const planNode = (plan: PlanRow): object => ({
  id: plan.id,
  slug: plan.slug,
  name: plan.name,
  isUnlimited: plan.isUnlimited,
  dataMb: plan.dataMb,
  validityDays: plan.validityDays,
  availability: plan.availability,
  carrier: { id: plan.carrierId, name: plan.carrierName },
  country:
    plan.countryId === null ? null : { id: plan.countryId, iso2: plan.countryIso2, name: plan.countryNameEn },
  price: { amount: plan.amount, currency: plan.listCurrency },
});
