/** The page of the console that finds everything. */
export const SEARCH_PATH = '/console/search';
