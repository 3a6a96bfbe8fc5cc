import { v7 } from 'uuid';

/** A new id: UUID version 7, so that newer rows sort after older ones. */
export const newId = (): string => v7();

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Whether a text can be an id at all; asking PostgreSQL for anything else would be an error. */
export const isId = (text: string): boolean => pattern.test(text);
