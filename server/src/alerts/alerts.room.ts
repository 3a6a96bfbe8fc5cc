import type { SessionService } from '../accounts/session.service.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Config } from '../config.ts';
import type { MailService } from '../notifications/mail.service.ts';
import type { Notifications } from '../platform/events/notifications.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { createAlertJobs } from './alert.jobs.ts';
import { AlertResolver, staffAlertsResolver } from './alert.resolver.ts';
import { AlertService } from './alert.service.ts';
import { AlertDeskService } from './alert-desk.service.ts';
import { createAlertWebhook } from './http-webhook/http-alert-webhook.ts';

interface Parts {
  config: Config;
  jobs: Jobs;
  mails: MailService;
  audit: AuditLog;
  notifications: Notifications;
  sessions: SessionService;
}

/** The alerts room: its service for the others, and its part of the API. Its jobs are defined here. */
export function alertsRoom({ config, jobs, mails, audit, notifications, sessions }: Parts) {
  const { repeatHours, addresses } = config.alerts;
  const alerts = new AlertService({ jobs, notifications, repeatHours });
  for (const job of createAlertJobs({ mails, jobs, addresses, webhook: createAlertWebhook(config) }))
    jobs.define(job);
  const StaffAlertsResolver = staffAlertsResolver({ notifications, sessions });
  const desk = new AlertDeskService({ alerts, audit });
  return { alerts, alertResolvers: [new AlertResolver(desk), new StaffAlertsResolver()] };
}
