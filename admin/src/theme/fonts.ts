import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/plus-jakarta-sans/wght.css';

/** Headings and figures. */
export const headings = '"Plus Jakarta Sans Variable", "Inter Variable", system-ui, sans-serif';
