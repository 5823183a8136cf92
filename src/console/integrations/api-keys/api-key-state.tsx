import type { VNode } from 'preact';
import type { ApiKey } from '../../../identity/api-keys/api-key.entity';
import { Badge, type Tone } from '../../components/badge';
import type { IconName } from '../../components/icon';
import { texts } from '../../../i18n/texts';
import { viewer } from '../../../i18n/viewer';

export type ApiKeyState = 'active' | 'expired' | 'revoked';

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
  return <Badge {...LOOKS[state]}>{texts('apiKeys').states[state]}</Badge>;
}
