import { type Message, say } from '../platform/i18n/say.ts';
import { formatMoney, money } from '../platform/money/money.ts';
import type { Locale } from '../platform/request-context.ts';

/** What a look at the books can find: what is wrong, and what a person does about it. */
export const findings = {
  ENTRY_UNBALANCED: {
    what: { en: 'An entry does not balance.', es: 'Un asiento no cuadra.' },
    todo: {
      en: 'The database refuses such entries: someone changed the books by hand. Find out who, and restore the entry from a backup.',
      es: 'La base de datos rechaza asientos así: alguien cambió los libros a mano. Averigua quién y restaura el asiento desde una copia.',
    },
  },
  ENTRY_WITHOUT_LINES: {
    what: { en: 'An entry has fewer than two lines.', es: 'Un asiento tiene menos de dos líneas.' },
    todo: {
      en: 'Someone changed the books by hand. Restore the lines from a backup.',
      es: 'Alguien cambió los libros a mano. Restaura las líneas desde una copia.',
    },
  },
  BOOKS_UNBALANCED: {
    what: {
      en: 'The books of a currency do not sum to zero.',
      es: 'Los libros de una moneda no suman cero.',
    },
    todo: {
      en: 'Look at the entries that do not balance, found beside this.',
      es: 'Mira los asientos que no cuadran, encontrados junto a esto.',
    },
  },
  UNKNOWN_ACCOUNT: {
    what: {
      en: 'A line is on an account that the chart does not have.',
      es: 'Hay una línea en una cuenta que el plan no tiene.',
    },
    todo: {
      en: 'Add the account to the chart, or find out who booked on it.',
      es: 'Añade la cuenta al plan o averigua quién la usó.',
    },
  },
  PAYMENT_NOT_BOOKED: {
    what: {
      en: 'A payment that arrived is not in the books.',
      es: 'Un pago recibido no está en los libros.',
    },
    todo: {
      en: 'Replay the payment’s last Stripe event; if that changes nothing, this is a bug.',
      es: 'Repite el último evento de Stripe del pago; si no cambia nada, es un error del programa.',
    },
  },
  PAYMENT_DIFFERS: {
    what: {
      en: 'A payment is booked with another amount than arrived.',
      es: 'Un pago está contabilizado con otro importe.',
    },
    todo: {
      en: 'Compare with the charge in Stripe’s dashboard: the amount there is true.',
      es: 'Compara con el cargo en el panel de Stripe: ese importe es el verdadero.',
    },
  },
  HOLD_DIFFERS: {
    what: {
      en: 'What a payment has in suspense is not what its hold says.',
      es: 'Lo que un pago tiene en suspenso no es lo que dice su retención.',
    },
    todo: {
      en: 'Look at the order’s history: the hold was set or released without its booking, or the other way round.',
      es: 'Mira el historial del pedido: la retención cambió sin su asiento, o al revés.',
    },
  },
  REFUND_NOT_BOOKED: {
    what: {
      en: 'A refund that Stripe has is not in the books.',
      es: 'Un reembolso que Stripe tiene no está en los libros.',
    },
    todo: {
      en: 'Replay the refund’s last Stripe event; if that changes nothing, this is a bug.',
      es: 'Repite el último evento de Stripe del reembolso; si no cambia nada, es un error del programa.',
    },
  },
  REFUND_DIFFERS: {
    what: {
      en: 'A refund is booked with another amount than it has.',
      es: 'Un reembolso está contabilizado con otro importe.',
    },
    todo: {
      en: 'Compare with the refund in Stripe’s dashboard. One that failed must be booked back.',
      es: 'Compara con el reembolso en el panel de Stripe. Uno fallido debe estar contabilizado de vuelta.',
    },
  },
  REFUNDED_SUM_DIFFERS: {
    what: {
      en: 'What a payment says was refunded is not what its refunds add up to.',
      es: 'Lo que un pago dice que se reembolsó no es la suma de sus reembolsos.',
    },
    todo: {
      en: 'Replay the payment’s last Stripe event, so that its refunds are read again.',
      es: 'Repite el último evento de Stripe del pago para que se relean sus reembolsos.',
    },
  },
  DISPUTE_DIFFERS: {
    what: { en: 'A dispute is not booked as it stands.', es: 'Una disputa no está contabilizada como está.' },
    todo: {
      en: 'Replay the dispute’s last Stripe event, then compare with Stripe’s dashboard.',
      es: 'Repite el último evento de Stripe de la disputa y compara con el panel de Stripe.',
    },
  },
  COST_NOT_BOOKED: {
    what: {
      en: 'What a delivered eSIM cost is not in the books.',
      es: 'Lo que costó una eSIM entregada no está en los libros.',
    },
    todo: {
      en: 'Look at how the eSIM was delivered: that way misses its booking, which is a bug.',
      es: 'Mira cómo se entregó la eSIM: a ese camino le falta su asiento, es un error del programa.',
    },
  },
  COST_DIFFERS: {
    what: {
      en: 'A delivered eSIM is booked with another cost than its item has.',
      es: 'Una eSIM entregada está contabilizada con otro coste que el de su artículo.',
    },
    todo: {
      en: 'Compare with the supplier’s bill; the item’s cost was changed after its delivery.',
      es: 'Compara con la factura del proveedor; el coste del artículo cambió tras la entrega.',
    },
  },
  SUPPLIER_REFUND_DIFFERS: {
    what: {
      en: 'What a supplier gave back is not booked as it was written down.',
      es: 'Lo que devolvió un proveedor no está contabilizado como se anotó.',
    },
    todo: {
      en: 'Compare with the supplier’s credit note: it is true.',
      es: 'Compara con el abono del proveedor: ese importe es el verdadero.',
    },
  },
  ENTRY_WITHOUT_ROW: {
    what: {
      en: 'An entry tells of something that we do not have, or that did not happen.',
      es: 'Un asiento habla de algo que no tenemos o que no ocurrió.',
    },
    todo: {
      en: 'Look at the row that the entry’s key names: it was removed or set back by hand.',
      es: 'Mira la fila que nombra la clave del asiento: se borró o se retrocedió a mano.',
    },
  },
  BALANCE_NOT_BOOKED: {
    what: {
      en: 'A balance transaction of Stripe is not booked.',
      es: 'Un movimiento del saldo de Stripe no está contabilizado.',
    },
    todo: {
      en: 'Look whether the job read-balance runs, and in the log for balance_transaction_conflict.',
      es: 'Mira si se ejecuta la tarea read-balance y busca balance_transaction_conflict en el registro.',
    },
  },
  BALANCE_DIFFERS: {
    what: {
      en: 'A balance transaction is booked with another amount than Stripe’s.',
      es: 'Un movimiento del saldo está contabilizado con otro importe que el de Stripe.',
    },
    todo: {
      en: 'Stripe’s amount is true. Find out who changed the books or the stored transaction.',
      es: 'El importe de Stripe es el verdadero. Averigua quién cambió los libros o el movimiento.',
    },
  },
  STRIPE_BALANCE_DIFFERS: {
    what: {
      en: 'Our Stripe account is not the sum of Stripe’s balance transactions.',
      es: 'Nuestra cuenta de Stripe no es la suma de los movimientos de Stripe.',
    },
    todo: {
      en: 'Something was booked on the account STRIPE that is no balance transaction: look for it.',
      es: 'Algo se contabilizó en la cuenta STRIPE que no es un movimiento del saldo: búscalo.',
    },
  },
  NOT_AT_STRIPE: {
    what: {
      en: 'Something we booked has no balance transaction at Stripe.',
      es: 'Algo que contabilizamos no tiene movimiento en Stripe.',
    },
    todo: {
      en: 'Look it up in Stripe’s dashboard. If it is there, look whether the job read-balance runs; if not, we booked what never happened.',
      es: 'Búscalo en el panel de Stripe. Si está, mira si se ejecuta la tarea read-balance; si no, contabilizamos algo que no ocurrió.',
    },
  },
  NOT_IN_OUR_ROWS: {
    what: {
      en: 'Stripe moved money for something that we know nothing of.',
      es: 'Stripe movió dinero por algo que no conocemos.',
    },
    todo: {
      en: 'Look it up in Stripe’s dashboard: a payment made outside the shop, or one whose webhook was lost. Give the shop a Stripe account of its own.',
      es: 'Búscalo en el panel de Stripe: un pago hecho fuera de la tienda o cuyo webhook se perdió. Usa una cuenta de Stripe solo para la tienda.',
    },
  },
  CLEARING_DIFFERS: {
    what: {
      en: 'We booked another amount than Stripe moved.',
      es: 'Contabilizamos otro importe que el que Stripe movió.',
    },
    todo: {
      en: 'Compare the charge, refund or dispute with Stripe’s dashboard: its amount there is true.',
      es: 'Compara el cargo, reembolso o disputa con el panel de Stripe: ese importe es el verdadero.',
    },
  },
  UNEXPLAINED_MOVEMENT: {
    what: {
      en: 'Stripe moved money for a reason these books do not know.',
      es: 'Stripe movió dinero por un motivo que estos libros no conocen.',
    },
    todo: {
      en: 'Look up the transaction in Stripe’s dashboard, and add its category to the bookings.',
      es: 'Busca el movimiento en el panel de Stripe y añade su categoría a los asientos.',
    },
  },
  BALANCE_NOT_READ: {
    what: {
      en: 'Stripe has a balance transaction that was not read.',
      es: 'Stripe tiene un movimiento del saldo que no se leyó.',
    },
    todo: {
      en: 'Look whether the job read-balance runs. It looks three days back once a day.',
      es: 'Mira si se ejecuta la tarea read-balance. Mira tres días atrás una vez al día.',
    },
  },
  BALANCE_CHANGED: {
    what: {
      en: 'A balance transaction is another at Stripe than the one that was read.',
      es: 'Un movimiento del saldo es en Stripe distinto del que se leyó.',
    },
    todo: {
      en: 'Stripe never changes them: the stored one was changed by hand.',
      es: 'Stripe nunca los cambia: el guardado se cambió a mano.',
    },
  },
  BALANCE_GONE: {
    what: {
      en: 'A balance transaction that was read is not at Stripe.',
      es: 'Un movimiento del saldo que se leyó no está en Stripe.',
    },
    todo: {
      en: 'The keys of another Stripe account are in use, the sandbox was reset, or the row was made by hand.',
      es: 'Se usan las claves de otra cuenta de Stripe, se reinició el simulador o la fila se hizo a mano.',
    },
  },
} as const satisfies Record<string, { what: Message; todo: Message }>;

export type FindingCode = keyof typeof findings;

/** One thing that is wrong. Amounts are ISO minor units of `currency`. */
export interface Finding {
  code: FindingCode;
  /** Which thing, by the names that people look it up by: `payment <id>`, `refund re_…`. */
  subject: string;
  orderNumber: string | null;
  currency: string | null;
  expected: number | null;
  actual: number | null;
}

export const isFindingCode = (code: string): code is FindingCode => Object.hasOwn(findings, code);

/** A finding as one line: what, which, how much, and what to do. */
export function inWords(finding: Finding, locale: Locale): string {
  const { what, todo } = findings[finding.code];
  const where = finding.orderNumber ? `${finding.subject} (${finding.orderNumber})` : finding.subject;
  const { currency, expected, actual } = finding;
  const much =
    expected === null && actual === null
      ? ''
      : ` ${say(amounts, locale, { expected: amountOf(expected, currency, locale), actual: amountOf(actual, currency, locale) })}`;
  return `${say(what, locale).replace(/\.$/, ':')} ${where}.${much} ${say(todo, locale)}`;
}

/** An amount of a currency; what has none is a count. */
const amountOf = (amount: number | null, currency: string | null, locale: Locale): string => {
  if (amount === null) return '–';
  return currency === null ? String(amount) : formatMoney(money(amount, currency), locale);
};

const amounts: Message = {
  en: 'Expected {expected}, found {actual}.',
  es: 'Se esperaba {expected}, se encontró {actual}.',
};
