/** Path of a relay for the messages of its partner. */
export const PARTNER_PATH = '/relay/partner';
/** Path of the witness. */
export const WITNESS_PATH = '/witness';
/** Path of the vendor's server where it is the witness. */
export const VENDOR_WITNESS_PATH = '/api/v1/relays/witness';
