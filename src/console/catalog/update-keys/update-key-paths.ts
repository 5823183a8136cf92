import { PRODUCTS_PATH } from '../products/product-paths';

export const UPDATE_KEYS_PATH = `${PRODUCTS_PATH}/update-keys`;
export const rotateUpdateKeyPath = `${UPDATE_KEYS_PATH}/rotate`;
export const revokeUpdateKeyPath = (keyId: string): string => `${UPDATE_KEYS_PATH}/revoke/${keyId}`;
