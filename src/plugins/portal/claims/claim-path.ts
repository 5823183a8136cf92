/** The page on which a customer claims a license. */
export const CLAIM_PATH = '/portal/claim';
