import type { NormalizedCacheObject } from '@apollo/client';
import type { Visit } from '../preferences/visit.ts';

/** What the server gives the browser to go on with: the visit, and the answers the page was drawn from. */
export type Handover = { visit: Visit; answers: NormalizedCacheObject };

const ID = 'handover';

/** As an element that is data to the browser, never script; nothing in it can end the element. */
export function writeHandover(handover: Handover): string {
  const json = JSON.stringify(handover).replaceAll('<', '\\u003c');
  return `<script id="${ID}" type="application/json">${json}</script>`;
}

/** Null where the page came without one: the server did not draw it. */
export function readHandover(page: Document): Handover | null {
  const text = page.getElementById(ID)?.textContent;
  return text ? JSON.parse(text) : null;
}
