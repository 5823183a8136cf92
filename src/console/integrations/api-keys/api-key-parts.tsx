import type { VNode } from 'preact';
import type { ApiKey } from '../../../identity/api-keys/api-key.entity';
import type { ApiKeyKind } from '../../../identity/permissions/permission';
import { Badge, type Tone } from '../../components/badge';
import { withQuery } from '../../components/filters';
import type { IconName } from '../../components/icon';
import { texts } from '../../../i18n/texts';
import { viewer } from '../../../i18n/viewer';

export const API_KEYS_PATH = '/console/api-keys';

export const newKeyPath = (kind?: ApiKeyKind): string => withQuery(`${API_KEYS_PATH}/new`, { kind });
export const keyPath = (uid: string): string => `${API_KEYS_PATH}/${uid}`;
export const rotateKeyPath = (uid: string): string => `${keyPath(uid)}/rotate`;
export const revokeKeyPath = (uid: string): string => `${keyPath(uid)}/revoke`;

type ApiKeyState = 'active' | 'expired' | 'revoked';

const LOOKS: Readonly<Record<ApiKeyState, { tone: Tone; icon: IconName }>> = {
  active: { tone: 'ok', icon: 'circle-check' },
  expired: { tone: 'warn', icon: 'clock' },
  revoked: { tone: 'bad', icon: 'circle-x' },
};

export function stateOf(apiKey: ApiKey): ApiKeyState {
  if (apiKey.revokedAt) {
    return 'revoked';
  }
  return apiKey.isUsableAt(viewer().now) ? 'active' : 'expired';
}

export function ApiKeyBadge({ apiKey }: { readonly apiKey: ApiKey }): VNode {
  const state = stateOf(apiKey);
  return <Badge {...LOOKS[state]} text={texts('apiKeys').states[state]} />;
}
