import type { AuditLog } from '../audit/audit-log.ts';
import type { Config } from '../config.ts';
import type { MailService } from '../notifications/mail.service.ts';
import type { MailChoiceService } from '../notifications/mail-choice.service.ts';
import type { Limits } from '../platform/security/limits.ts';
import type { RateLimiter } from '../platform/security/rate-limiter.ts';
import type { Vault } from '../platform/security/secrets.ts';
import { AccountResolver } from './account.resolver.ts';
import type { AccountCodes } from './account-code.service.ts';
import { EmailChangeResolver } from './email-change.resolver.ts';
import { type EmailChangeParts, EmailChangeService } from './email-change.service.ts';
import { MailChoiceResolver } from './mail-choice.resolver.ts';
import { ProfileService } from './profile.service.ts';
import { RoleDecisions } from './role-decisions.ts';
import { SecondFactorProof } from './second-factor.proof.ts';
import { SecondFactorResolver } from './second-factor.resolver.ts';
import { SecondFactorService } from './second-factor.service.ts';
import { OwnSessionsResolver, SessionResolver } from './session.resolver.ts';
import type { SessionService } from './session.service.ts';
import { SignInService } from './sign-in.service.ts';
import { StaffResolver } from './staff.resolver.ts';
import { StaffService } from './staff.service.ts';
import { StaffAdmission } from './staff-admission.ts';
import type { StaffNotices } from './staff-notices.ts';

interface Parts {
  config: Config;
  vault: Vault;
  mails: MailService;
  sessions: SessionService;
  limits: Limits;
  limiter: RateLimiter;
  audit: AuditLog;
  notices: StaffNotices;
  codes: AccountCodes;
  mailChoices: MailChoiceService;
  eraseIfEmpty: EmailChangeParts['eraseIfEmpty'];
}

/** The room's part of the API. */
export function accountResolvers(parts: Parts): object[] {
  const { config, vault, mails, sessions, limits, limiter, audit, notices } = parts;
  const { codes, mailChoices, eraseIfEmpty } = parts;
  const requiredFor = config.secondFactorRoles;
  const decisions = new RoleDecisions(vault);
  const admission = new StaffAdmission({ adminEmails: config.adminEmails, audit, decisions });
  const signIns = new SignInService({ config, vault, mails, sessions, limits, limiter, admission });
  const proof = new SecondFactorProof({ vault, limits, limiter });
  const publicUrl = () => config.publicUrl;
  return [
    new EmailChangeResolver(
      new EmailChangeService({ codes, sessions, mails, audit, decisions, publicUrl, eraseIfEmpty }),
    ),
    new MailChoiceResolver(mailChoices),
    new AccountResolver({ signIns, sessions, profiles: new ProfileService() }),
    new SessionResolver(sessions),
    new OwnSessionsResolver(),
    new SecondFactorResolver(
      new SecondFactorService({ vault, proof, sessions, audit, notices, requiredFor }),
    ),
    new StaffResolver({ staff: new StaffService({ sessions, audit, notices, requiredFor }), requiredFor }),
  ];
}
