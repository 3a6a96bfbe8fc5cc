import { useCallback } from 'react';
import { useTranslate } from 'react-admin';
import type { en } from './en.ts';

type KeyOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${KeyOf<Tree[Key]>}`;
}[keyof Tree & string];

/** A key of our messages: a misspelt one does not compile. */
export type MessageKey = KeyOf<typeof en>;

/** react-admin's translate, for our own messages. */
export function useSay(): (key: MessageKey, values?: Record<string, string | number>) => string {
  const translate = useTranslate();
  return useCallback((key, values) => translate(key, values), [translate]);
}
