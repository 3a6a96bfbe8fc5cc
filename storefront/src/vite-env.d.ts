/// <reference types="vite/client" />

declare const __FLAGS_BASE__: string;
declare const __PLACES_BASE__: string;
