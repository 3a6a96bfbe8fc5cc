/** Where the search of the first page has the focus. An address, so that it leads there before scripts do. */
export const SEARCH_HASH = '#search';
export const SEARCH_ADDRESS = `/${SEARCH_HASH}`;
