import type { VNode } from 'preact';
import type { ApiKey } from '../../../../core/identity';
import { StatusBadge } from '../../../../pages/components/badge';
import { withQuery } from '../../../../pages/components/filters';
import { texts, viewer } from '../../../../core/i18n';

export const API_KEYS_PATH = '/console/api-keys';

export const newKeyPath = (kind?: ApiKey['kind']): string => withQuery(`${API_KEYS_PATH}/new`, { kind });
export const keyPath = (uid: string): string => `${API_KEYS_PATH}/${uid}`;
export const rotateKeyPath = (uid: string): string => `${keyPath(uid)}/rotate`;
export const keyVersionPath = (uid: string): string => `${keyPath(uid)}/version`;
export const revokeKeyPath = (uid: string): string => `${keyPath(uid)}/revoke`;

/** References of products; empty for a key without restriction. */
export function namesOf(products: NonNullable<ApiKey['products']>): string {
  return products.map(({ reference }) => reference).join(', ');
}

/** First characters of a key or, if only its hash is known, a text that says so. */
export function prefixText(prefix: string): string {
  return prefix === '' ? texts('apiKeys').details.prefixUnknown : `${prefix}…`;
}

type ApiKeyState = 'active' | 'expired' | 'revoked';

export function stateOf(apiKey: ApiKey): ApiKeyState {
  if (apiKey.revokedAt) {
    return 'revoked';
  }
  return apiKey.isUsableAt(viewer().now) ? 'active' : 'expired';
}

export function ApiKeyBadge({ apiKey }: { readonly apiKey: ApiKey }): VNode {
  const state = stateOf(apiKey);
  return <StatusBadge status={state} text={texts('apiKeys').states[state]} />;
}
