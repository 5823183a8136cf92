import type { ApiKeyKind } from '../../../identity/permissions/permission';
import { withQuery } from '../../components/filters';

export const API_KEYS_PATH = '/console/api-keys';

export const newKeyPath = (kind?: ApiKeyKind): string => withQuery(`${API_KEYS_PATH}/new`, { kind });
export const keyPath = (uid: string): string => `${API_KEYS_PATH}/${uid}`;
export const rotateKeyPath = (uid: string): string => `${keyPath(uid)}/rotate`;
export const revokeKeyPath = (uid: string): string => `${keyPath(uid)}/revoke`;
