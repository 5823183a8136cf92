export const SIGNING_KEYS_PATH = '/console/signing-keys';

export const rotatePath = `${SIGNING_KEYS_PATH}/rotate`;
export const signingKeyPath = (kid: string): string => `${SIGNING_KEYS_PATH}/${kid}`;
export const revokePath = (kid: string): string => `${signingKeyPath(kid)}/revoke`;
