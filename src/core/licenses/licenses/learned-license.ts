/** Metadata of a license that an old server has issued, and whose answer to a program this one has read: the name of its API. */
export const LEARNED_FROM = 'learned_from';
