/** Path of a relay for the messages of its partner. */
export const PARTNER_PATH = '/relay/partner';
/** Path of the witness. */
export const WITNESS_PATH = '/witness';
