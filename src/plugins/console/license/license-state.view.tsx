import type { ComponentChildren, VNode } from 'preact';
import { DAY } from '../../../core/common';
import type { License, LicenseStatus } from '../../../core/licenses';
import { Banner } from '../../../pages/components/banner';
import type { IconName } from '../../../pages/components/icon';
import { VerdictView } from '../../../pages/components/verdict';
import { formatDate, texts, viewer } from '../../../core/i18n';
import { actorOf } from '../../../pages/kit/actor-of';
import { policyPath } from '../../../pages/kit/record-paths';
import type { LicensePageData } from './license-page.service';
import { explainPath, verbPath } from './license-paths';

/** An end that is nearer is announced. */
const SOON_DAYS = 30;

interface State {
  readonly tone: 'ok' | 'warn' | 'bad' | 'neutral';
  readonly icon: IconName;
  readonly title: string;
  readonly reason: ComponentChildren;
}

/** States what is the case and why. Nothing if all is well. */
export function StateBanner({ data }: { readonly data: LicensePageData }): VNode | null {
  const state = stateOf(data);
  if (!state) {
    return null;
  }
  const t = texts('licenseState');
  const { key } = data.license;
  const action = (
    <p class="told">
      {t.told}
      <VerdictView code={data.told.code} href={explainPath(key)} />
      <a href={explainPath(key)}>{t.explain}</a>
    </p>
  );
  return (
    <Banner tone={state.tone} id="state" icon={state.icon} title={state.title} action={action}>
      {state.reason}
    </Banner>
  );
}

export function stateOf(data: LicensePageData): State | null {
  const { license } = data;
  return BY_STATUS[license.statusAt(viewer().now)](data);
}

const BY_STATUS: Readonly<Record<LicenseStatus, (data: LicensePageData) => State | null>> = {
  revoked: (data) => stoppedState(data, 'revoked', { tone: 'bad', icon: 'circle-x' }),
  blocked: (data) => stoppedState(data, 'blocked', { tone: 'bad', icon: 'ban' }),
  disabled: (data) => stoppedState(data, 'disabled', { tone: 'neutral', icon: 'circle-pause' }),
  not_started: ({ license }) => {
    const t = texts('licenseState');
    const title = t.notStarted({ date: dateOf(license.startsAt) });
    return { tone: 'neutral', icon: 'calendar', title, reason: t.notStartedWhy };
  },
  expired: expiredState,
  unused: validState,
  active: validState,
};

function stoppedState(
  data: LicensePageData,
  state: 'revoked' | 'blocked' | 'disabled',
  look: Pick<State, 'tone' | 'icon'>,
): State {
  const t = texts('licenseState');
  const title = t[state]({ date: dateOf(data.license[`${state}At`]) });
  const why = state === 'revoked' ? t.revokedWhy : t.stoppedWhy;
  return { ...look, title, reason: withActor(data, `license.${state}`, why) };
}

function expiredState(data: LicensePageData): State {
  const t = texts('licenseState');
  const { license, told } = data;
  const { behavior, policyOverrides } = license;
  const isOwn = policyOverrides.graceDays !== undefined || policyOverrides.expiryStrategy !== undefined;
  const ago = Math.floor((viewer().now.getTime() - (license.expiresAt?.getTime() ?? 0)) / DAY);
  const reasonWith = (rest: string): VNode => (
    <>
      {t.endedOn({ date: dateOf(license.expiresAt) })}{' '}
      {isOwn ? <OwnLink license={license} /> : <PolicyLink license={license} />} {rest}{' '}
      {isFull(data) && fullTexts(data).reason}
    </>
  );
  if (told.code === 'EXPIRED') {
    return {
      tone: 'bad',
      icon: 'clock',
      title: t.expired({ ago }),
      reason: reasonWith(t.graceOver({ count: behavior.graceDays })),
    };
  }
  const isGrace = told.code === 'IN_GRACE' && told.usableUntil !== null;
  return {
    tone: 'warn',
    icon: 'clock',
    title: isGrace ? t.expiredStillRuns({ ago, until: dateOf(told.usableUntil) }) : t.expiredUsable({ ago }),
    reason: reasonWith(isGrace ? t.grace({ count: behavior.graceDays }) : t.strategies[behavior.expiryStrategy]),
  };
}

function validState(data: LicensePageData): State | null {
  const t = texts('licenseState');
  const { license, told } = data;
  if (told.code !== 'VALID') {
    const { refusals } = t;
    const known: Readonly<Record<string, string>> = refusals;
    return { tone: 'warn', icon: 'shield-alert', title: t.refused, reason: known[told.code] ?? refusals.other };
  }
  const left = license.expiresAt && Math.floor((license.expiresAt.getTime() - viewer().now.getTime()) / DAY);
  if (left !== null && left < SOON_DAYS) {
    const reason = (
      <>
        {t.expiresOn({ date: dateOf(license.expiresAt) })} {isFull(data) && fullTexts(data).reason}
      </>
    );
    return { tone: 'warn', icon: 'clock', title: t.expires({ left }), reason };
  }
  return isFull(data) ? { tone: 'neutral', icon: 'monitor', ...fullTexts(data) } : null;
}

function isFull({ license: { maxActivations }, use }: LicensePageData): boolean {
  return maxActivations !== null && use.seats >= maxActivations;
}

function fullTexts({ license }: LicensePageData): Pick<State, 'title' | 'reason'> {
  const t = texts('licenseState');
  const seats = license.maxActivations ?? 0;
  const reason = license.behavior.whenFull === 'refuse' ? t.fullRefused : t.fullEvicts;
  return { title: seats === 1 ? t.oneFull : t.full({ seats }), reason };
}

/** @param event the event that brought the license into its state */
function withActor({ history }: LicensePageData, event: string, why: string): string {
  const entry = history.find(({ action }) => action === event);
  return entry ? `${texts('licenseState').by({ actor: actorOf(entry) })} ${why}` : why;
}

function OwnLink({ license: { uid } }: { readonly license: License }): VNode {
  return <a href={verbPath(uid, 'exceptions')}>{texts('licenseState').itsOwn}</a>;
}

function PolicyLink({ license: { policy } }: { readonly license: License }): VNode {
  return (
    <>
      {texts('licenseState').itsPolicy} {policy && <a href={policyPath(policy.uid)}>{policy.name}</a>}
    </>
  );
}

function dateOf(at: Date | null): string {
  return at ? formatDate(at) : '';
}
