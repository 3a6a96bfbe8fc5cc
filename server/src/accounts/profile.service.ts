import { inTransaction } from '../platform/database/transaction.ts';
import { type FieldError, InvalidInput, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import { currencyCodes, isCurrencyCode } from '../platform/money/currency.ts';
import { isLocale, type RequestContext, type SignedInUser } from '../platform/request-context.ts';
import { accountMessages as messages } from './account.messages.ts';
import { lockPresent } from './present.lock.ts';
import type { User } from './user.entity.ts';

export interface ProfileChange {
  name?: string | null;
  locale?: string | null;
  currency?: string | null;
}

/** What a person may change of themselves. */
export class ProfileService {
  /** Saves what is given; what is absent stays. A null name is removed; all is checked before anything is written. */
  async update(
    ctx: RequestContext,
    actor: SignedInUser,
    change: ProfileChange,
  ): Promise<User | InvalidInput> {
    const errors = problemsOf(ctx, change);
    if (errors.length > 0) {
      return userError(InvalidInput, {
        code: 'INVALID_INPUT',
        message: say(messages.INVALID_INPUT, ctx.locale),
        errors,
      });
    }
    return inTransaction(ctx.em, async (em) => {
      const user = await lockPresent(em, actor);
      if (change.name !== undefined) user.name = change.name?.trim() || null;
      if (change.locale) user.locale = change.locale;
      if (change.currency) user.currency = change.currency.toUpperCase();
      return user;
    });
  }
}

function problemsOf(ctx: RequestContext, { name, locale, currency }: ProfileChange): FieldError[] {
  const errors: FieldError[] = [];
  const add = (path: string, code: keyof typeof messages, values?: Record<string, string>) =>
    errors.push({ path, code, message: say(messages[code], ctx.locale, values) });
  if (name && name.trim().length > 200) add('name', 'NAME_LENGTH');
  if (locale && !isLocale(locale)) add('locale', 'UNKNOWN_LOCALE');
  if (currency && !isCurrencyCode(currency.toUpperCase())) {
    add('currency', 'UNKNOWN_CURRENCY', { currencies: currencyCodes.join(', ') });
  }
  return errors;
}
