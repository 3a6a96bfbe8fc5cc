import { actions } from './en/actions.ts';
import { audit } from './en/audit.ts';
import { dashboard } from './en/dashboard.ts';
import { deadLetters, jobs } from './en/jobs.ts';
import { ledger } from './en/ledger.ts';
import { alerts, switches } from './en/operations.ts';
import { orders } from './en/orders.ts';
import { payments } from './en/payments.ts';
import { resources } from './en/resources.ts';
import { returns } from './en/returns.ts';
import { review } from './en/review.ts';
import { secondFactor } from './en/second-factor.ts';
import { desk, list, problem, roles, session } from './en/shell.ts';
import { access, staff } from './en/staff.ts';
import { states } from './en/states.ts';
import { stock } from './en/stock.ts';

/** Everything the desk says, beside react-admin's own words. The Spanish messages have the same keys. */
export const en = {
  desk,
  roles,
  session,
  problem,
  list,
  actions,
  secondFactor,
  dashboard,
  orders,
  returns,
  review,
  payments,
  stock,
  alerts,
  switches,
  jobs,
  deadLetters,
  ledger,
  staff,
  access,
  audit,
  states,
  resources,
};
