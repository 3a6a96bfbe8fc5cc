import type { MailService } from '../notifications/mail.service.ts';
import type { MailPayload } from '../notifications/mail-request.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { deviceInWords } from './device-words.ts';

type Notice = Omit<MailPayload<'STAFF_NOTICE'>, 'device' | 'address'>;

/** Mails to a person of staff about their own access, so that what they did not do themselves does not go unseen. */
export class StaffNotices {
  readonly #mails: MailService;

  constructor(mails: MailService) {
    this.#mails = mails;
  }

  /** Asks for one mail within the caller's transaction. It says from where the change was made. */
  async send(
    ctx: RequestContext,
    em: EntityManager,
    to: { email: string; locale: string },
    notice: Notice,
  ): Promise<void> {
    const from = { device: deviceInWords(ctx.userAgent, to.locale === 'es' ? 'es' : 'en'), address: ctx.ip };
    await this.#mails.queue(
      em,
      {
        kind: 'STAFF_NOTICE',
        recipient: to.email,
        locale: to.locale,
        dedupeKey: `staff-notice:${newId()}`,
        payload: { ...notice, ...from },
      },
      ctx.clock.now(),
    );
  }
}
