import type { VNode } from 'preact';
import type { SigningKey } from '../../../platform/signing-keys/signing-key.entity';
import { Badge, type Tone } from '../../components/badge';
import type { IconName } from '../../components/icon';
import { texts } from '../../../i18n/texts';

export type SigningKeyState = 'active' | 'retired' | 'revoked';

const LOOKS: Readonly<Record<SigningKeyState, { tone: Tone; icon: IconName }>> = {
  active: { tone: 'ok', icon: 'circle-check' },
  retired: { tone: 'neutral', icon: 'clock' },
  revoked: { tone: 'bad', icon: 'circle-x' },
};

export function stateOf({ retiredAt, revokedAt }: SigningKey): SigningKeyState {
  if (revokedAt) {
    return 'revoked';
  }
  return retiredAt ? 'retired' : 'active';
}

export function SigningKeyBadge({ signingKey }: { readonly signingKey: SigningKey }): VNode {
  const state = stateOf(signingKey);
  return <Badge {...LOOKS[state]}>{texts('signingKeys').states[state]}</Badge>;
}
