import type { Message } from '../platform/i18n/say.ts';

/** What the inventory room says to people, by error code. */
export const inventoryMessages = {
  FILE_EMPTY: {
    en: 'The file has no rows.',
    es: 'El archivo no tiene filas.',
  },
  FILE_MALFORMED: {
    en: 'This is not a readable CSV file from here on; check the quotes.',
    es: 'A partir de aquí el archivo no es un CSV legible; revisa las comillas.',
  },
  TOO_MANY_ROWS: {
    en: 'The file has {count} rows; at most {max} can be imported at once.',
    es: 'El archivo tiene {count} filas; se pueden importar como máximo {max} a la vez.',
  },
  COLUMN_UNKNOWN: {
    en: 'There is no column {columns}. The columns are {known}.',
    es: 'No existe la columna {columns}. Las columnas son {known}.',
  },
  COLUMN_MISSING: {
    en: 'The first row must name the column {columns}.',
    es: 'La primera fila debe nombrar la columna {columns}.',
  },
  COLUMN_REPEATED: {
    en: 'The column {columns} appears twice.',
    es: 'La columna {columns} aparece dos veces.',
  },
  TOO_MANY_CELLS: {
    en: 'This row has more cells than the first row has columns; put texts with commas in quotes.',
    es: 'Esta fila tiene más celdas que columnas la primera; pon entre comillas los textos con comas.',
  },
  REQUIRED: {
    en: 'This cell must not be empty.',
    es: 'Esta celda no puede estar vacía.',
  },
  TEXT_TOO_LONG: {
    en: 'At most {max} characters fit here.',
    es: 'Aquí caben como máximo {max} caracteres.',
  },
  CONTROL_CHARACTER: {
    en: 'This cell holds an invisible control character.',
    es: 'Esta celda contiene un carácter de control invisible.',
  },
  ACTIVATION_CODE_INVALID: {
    en: 'This is not a full activation code: LPA:1$server.name$matching-id. {detail}',
    es: 'No es un código de activación completo: LPA:1$nombre.servidor$identificador. {detail}',
  },
  ACTIVATION_CODE_REPEATED: {
    en: 'The same activation code stands in row {row}.',
    es: 'El mismo código de activación está en la fila {row}.',
  },
  ACTIVATION_CODE_IN_USE: {
    en: 'We hold this activation code already, and it is reserved, sold or retired. It was left as it is.',
    es: 'Ya tenemos este código de activación y está reservado, vendido o retirado. No se ha tocado.',
  },
  PLAN_UNKNOWN: {
    en: 'No plan has this id or slug.',
    es: 'Ningún plan tiene este id o slug.',
  },
  ICCID_INVALID: {
    en: 'An ICCID has 18 to 20 digits and begins with 89.',
    es: 'Un ICCID tiene de 18 a 20 dígitos y empieza por 89.',
  },
  ICCID_NOT_TEXT: {
    en: 'A spreadsheet has rounded this ICCID; format the column as text and export again.',
    es: 'Una hoja de cálculo ha redondeado este ICCID; da formato de texto a la columna y exporta de nuevo.',
  },
  ICCID_REPEATED: {
    en: 'The same ICCID stands in row {row}.',
    es: 'El mismo ICCID está en la fila {row}.',
  },
  ICCID_TAKEN: {
    en: 'Another item has this ICCID.',
    es: 'Otro artículo tiene este ICCID.',
  },
  COST_INVALID: {
    en: 'A cost is an amount of US dollars with at most two decimals, like 4.50.',
    es: 'El coste es una cantidad de dólares estadounidenses con dos decimales como máximo, como 4.50.',
  },
  DATE_INVALID: {
    en: 'A date is written like 2027-12-31.',
    es: 'La fecha se escribe así: 2027-12-31.',
  },
  DATE_PAST: {
    en: 'This day is over: the item can no longer be installed.',
    es: 'Ese día ya ha pasado: el artículo ya no se puede instalar.',
  },
  UNKNOWN_PLAN: {
    en: 'There is no such plan.',
    es: 'No existe ese plan.',
  },
  THRESHOLD_OUT_OF_RANGE: {
    en: 'A threshold is a whole number from 0 to {max}.',
    es: 'El umbral es un número entero de 0 a {max}.',
  },
} as const satisfies Record<string, Message>;

export type ImportProblemCode = Exclude<
  keyof typeof inventoryMessages,
  'UNKNOWN_PLAN' | 'THRESHOLD_OUT_OF_RANGE'
>;

/** What is wrong with an activation code, by what its parser says. */
export const activationCodeMessages = {
  EMPTY: { en: '', es: '' },
  TOO_LONG: { en: 'It is longer than 255 characters.', es: 'Tiene más de 255 caracteres.' },
  PREFIX: { en: 'It must begin with LPA:', es: 'Debe empezar por LPA:' },
  FORMAT: {
    en: 'Its parts are separated by $, the first is 1.',
    es: 'Sus partes se separan con $ y la primera es 1.',
  },
  HOST: { en: 'Its second part is no server name.', es: 'La segunda parte no es un nombre de servidor.' },
  MATCHING_ID_EMPTY: { en: 'Its matching id is empty.', es: 'Su identificador está vacío.' },
  MATCHING_ID: {
    en: 'A matching id has letters, digits and hyphens.',
    es: 'El identificador tiene letras, cifras y guiones.',
  },
  OID: {
    en: 'Its fourth part is no object identifier; a confirmation flag goes in the fifth.',
    es: 'La cuarta parte no es un identificador de objeto; la marca de confirmación va en la quinta.',
  },
  CONFIRMATION_FLAG: { en: 'Its fifth part is 1 or empty.', es: 'La quinta parte es 1 o está vacía.' },
} as const satisfies Record<string, Message>;
