/** Metadata of a license that was learned: the name of the API. */
export const LEARNED_FROM = 'learned_from';
