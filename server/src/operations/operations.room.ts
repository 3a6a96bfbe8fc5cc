import type { AlertService } from '../alerts/alert.service.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { DeadLetterService } from './dead-letter.service.ts';
import { createOperationsJobs } from './job-watch.jobs.ts';
import { OperationsResolver } from './operations.resolver.ts';
import { createRetentionJob } from './retention.jobs.ts';

/** The operations room's part of the API. Its jobs are defined here. */
export function operationsResolvers(parts: { jobs: Jobs; alerts: AlertService; audit: AuditLog }): object[] {
  for (const job of [...createOperationsJobs(parts), createRetentionJob()]) parts.jobs.define(job);
  return [new OperationsResolver(new DeadLetterService(parts))];
}
