import type { en } from './en.ts';
import { actions } from './es/actions.ts';
import { audit } from './es/audit.ts';
import { dashboard } from './es/dashboard.ts';
import { deadLetters, jobs } from './es/jobs.ts';
import { ledger } from './es/ledger.ts';
import { alerts, switches } from './es/operations.ts';
import { orders } from './es/orders.ts';
import { payments } from './es/payments.ts';
import { resources } from './es/resources.ts';
import { returns } from './es/returns.ts';
import { review } from './es/review.ts';
import { secondFactor } from './es/second-factor.ts';
import { desk, list, problem, roles, session } from './es/shell.ts';
import { access, staff } from './es/staff.ts';
import { states } from './es/states.ts';
import { stock } from './es/stock.ts';

export const es: typeof en = {
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
