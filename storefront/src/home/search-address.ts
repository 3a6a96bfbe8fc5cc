/** Where the search of the first page has the focus. An address, so that a press before the scripts are there is kept. */
export const SEARCH_HASH = '#search';
export const SEARCH_ADDRESS = `/${SEARCH_HASH}`;
