import type { AccountCodes } from '../accounts/account-code.service.ts';
import { RoleDecisions } from '../accounts/role-decisions.ts';
import type { SessionService } from '../accounts/session.service.ts';
import type { MailService } from '../notifications/mail.service.ts';
import type { Vault } from '../platform/security/secrets.ts';
import { DeletionResolver } from './deletion.resolver.ts';
import { DeletionService } from './deletion.service.ts';
import { Erasure } from './erasure.ts';

interface Parts {
  sessions: SessionService;
  codes: AccountCodes;
  mails: MailService;
  vault: Vault;
}

/** What people may ask of us about what we keep of them. */
export function privacyRoom({ sessions, codes, mails, vault }: Parts) {
  const erasure = new Erasure({ sessions, decisions: new RoleDecisions(vault) });
  const deletions = new DeletionService({ codes, mails, erasure });
  return { erasure, privacyResolvers: [new DeletionResolver(deletions)] };
}
