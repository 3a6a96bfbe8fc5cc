/// <reference types="vite/client" />

declare const __FLAGS_BASE__: string;
declare const __PLACES_BASE__: string;

/** Cut by build/split-texts.ts. */
declare module '*.json?part=first' {
  const texts: object;
  export default texts;
}
declare module '*.json?part=more' {
  const texts: object;
  export default texts;
}
