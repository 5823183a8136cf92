import type { VNode } from 'preact';
import { texts, viewer } from '../../../core/i18n';
import type { Trial } from '../../../core/verification';
import type { TrialState } from '../../../core/verification/internal';
import { Badge } from '../../../pages/components/badge';
import { LicenseLink } from '../../../pages/components/license-badge';
import type { Crumb } from '../../../pages/components/page-parts';
import { type Detail, Key, Time } from '../../../pages/components/text';
import { TRIALS_PATH } from './trial-paths';

/** Characters of a fingerprint in a sentence. */
const MAX_NAME = 60;

const LOOKS = {
  pending_verification: { tone: 'info', icon: 'mail' },
  verified: { tone: 'outlined', icon: 'circle-check' },
  running: { tone: 'ok', icon: 'circle-play' },
  ended: { tone: 'warn', icon: 'clock' },
  converted: { tone: 'ok', icon: 'arrow-left-right' },
} as const satisfies Record<TrialState, object>;

export function TrialBadge({ trial }: { readonly trial: Trial }): VNode {
  const state = trial.stateAt(viewer().now);
  return <Badge {...LOOKS[state]} text={texts('trials').states[state]} />;
}

/** The person or site that asked, or else the device. */
export function nameOf({ email, domain, fingerprint }: Trial): string {
  const text = email ?? domain ?? fingerprint ?? '';
  return text.length > MAX_NAME ? `${text.slice(0, MAX_NAME)}…` : text;
}

/** A trial can be converted while its license exists and is a trial. */
export function isConvertible({ license, convertedAt }: Trial): boolean {
  return Boolean(license) && convertedAt === null;
}

export const crumbs = (): Crumb[] => [{ title: texts('trials').title, href: TRIALS_PATH }];

/** Facts for a form. */
export function aboutOf(trial: Trial): Detail[] {
  const t = texts('trials');
  const { product, license, fingerprint, email, domain, endsAt } = trial;
  return [
    { term: t.product, value: product?.name },
    { term: t.state, value: <TrialBadge trial={trial} /> },
    ...(fingerprint === null ? [] : [{ term: t.device, value: <Key value={fingerprint} /> }]),
    ...(email === null ? [] : [{ term: t.email, value: email }]),
    ...(domain === null ? [] : [{ term: t.domain, value: domain }]),
    ...(license ? [{ term: t.license, value: <LicenseLink {...license} /> }] : []),
    ...(endsAt === null ? [] : [{ term: t.ends, value: <Time at={endsAt} /> }]),
  ];
}
