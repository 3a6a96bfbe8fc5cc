import type { Message } from '../platform/i18n/say.ts';

/**
 * What the program itself writes down of how a call to a supplier ended, in English as the reasons are; the desk reads it
 * by `attemptDetailIn`. What a supplier or the machine said in its own words stays in them.
 */
export const attemptDetails = {
  processDied: {
    en: 'the process that made the call did not write down its end',
    es: 'el proceso que hizo la llamada no anotó cómo terminó',
  },
  nothingMade: {
    en: 'looked up: nothing was made',
    es: 'se consultó: no se había creado nada',
  },
  attachedByStaff: { en: 'attached by staff', es: 'adjuntada por el equipo' },
  notInTime: { en: '{supplier} did not answer in time', es: '{supplier} no respondió a tiempo' },
  supplierStopped: {
    en: 'its supplier has stopped answering meanwhile',
    es: 'su proveedor dejó de responder entretanto',
  },
  turnTooFarOff: {
    en: 'its turn at the supplier is too far off',
    es: 'su turno con el proveedor queda demasiado lejos',
  },
  profileRefused: {
    en: "The supplier's profile was refused: {problem}",
    es: 'El perfil del proveedor se rechazó: {problem}',
  },

  // what adapters say
  answered: { en: '{name} answered {status}', es: '{name} respondió {status}' },
  brokeOff: { en: 'The answer of {name} broke off', es: 'La respuesta de {name} se cortó' },
  keyNotTaken: {
    en: '{name} does not take our key ({status})',
    es: '{name} no acepta nuestra clave ({status})',
  },
  notReached: { en: '{name} cannot be reached', es: 'No se puede conectar con {name}' },
  noAnswer: { en: '{name} did not answer', es: '{name} no respondió' },
  orderRefused: {
    en: '{name} refused the order ({status} {code})',
    es: '{name} rechazó el pedido ({status} {code})',
  },
  notReadable: { en: 'The answer of {name} could not be read', es: 'No se pudo leer la respuesta de {name}' },
  noActivationCode: {
    en: '{name} sent an activation code that is none ({problem})',
    es: '{name} envió un código de activación que no lo es ({problem})',
  },
  noIccid: { en: '{name} sent an ICCID that is none', es: '{name} envió un ICCID que no lo es' },
} as const satisfies Record<string, Message>;
