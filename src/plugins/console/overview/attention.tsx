import type { ComponentChildren } from 'preact';
import type { WebhookEndpoint } from '../../../core/events';
import type { ApiKey } from '../../../core/identity';
import type { AnomalyType, LicensedAnomaly } from '../../../core/licensing/internal';
import { type ExpiringLicenses, MAX_EXPIRING } from './expiring-licenses.service';
import type { RefusalRate } from './refusal-rate.service';
import type { Alert, BackgroundJob } from '../../../core/platform';
import type { AttentionItem } from '../../../pages/components/attention-list';
import { jobPath } from '../../../pages/kit/record-paths';
import { formatAge, formatNumber, textFor, texts } from '../../../core/i18n';
import { jobTitle } from '../jobs/job-words';
import { shortKey } from '../license/license-paths';
import { ANOMALIES_PATH } from './overview-query.dto';
import type { Attention } from './overview.service';

/** More are not counted. */
const MAX_MORE = 90;

/** Most serious first. @param canResolve whether the user may resolve anomalies */
export function attentionItems(attention: Attention, canResolve: boolean): AttentionItem[] {
  const { webhooks, alerts, surge, anomalies, expiring, apiKeys, jobs, added } = attention;
  const items = [
    ...(webhooks ?? []).map(webhookItem),
    ...added.flatMap((part) => part ?? []),
    ...(alerts ?? []).filter(({ type }) => type !== 'webhook_disabled').map(alertItem),
    ...(surge?.found ? [surgeItem(surge.found)] : []),
    ...(anomalies?.listed ?? []).map((anomaly) => anomalyItem(anomaly, canResolve)),
    ...(anomalies && anomalies.more > 0 ? [moreAnomalies(anomalies.more)] : []),
    ...(expiring && expiring.within30Days > 0 ? [expiringItem(expiring)] : []),
    ...(jobs ?? []).map(jobItem),
    ...(apiKeys ?? []).map(keyItem),
  ];
  const order = ['bad', 'warn', 'info'];
  return items.sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
}

const bold = (text: string): ComponentChildren => <b>{text}</b>;

function webhookItem({
  uid,
  url,
  description,
  disabledReason,
  disabledAt,
  failingSince,
}: WebhookEndpoint): AttentionItem {
  const t = texts('attention');
  // The rest of a URL may be a secret.
  const name = bold(description || (URL.canParse(url) ? new URL(url).host : ''));
  const since = failingSince ?? disabledAt;
  const reason = disabledReason === 'gone' ? t.webhookGone : t.webhookFailed;
  return {
    key: uid,
    tone: 'bad',
    icon: 'octagon-alert',
    sentence: disabledReason ? t.webhookOff({ name }) : t.webhookFails({ name }),
    evidence: disabledReason || !since ? reason : t.webhookFailsWhy({ since }),
    at: since ?? undefined,
    action: { text: t.lookAtIt, href: `/console/webhooks/${uid}` },
  };
}

function alertItem({ uid, type, severity, message, node, raisedAt }: Alert): AttentionItem {
  const t = texts('attention');
  const isCritical = severity === 'critical';
  return {
    key: uid,
    tone: isCritical ? 'bad' : 'warn',
    icon: isCritical ? 'octagon-alert' : 'triangle-alert',
    sentence: bold(textFor(t.alerts, type) ?? type),
    evidence: <span lang="en">{node === '' ? message : `${node}: ${message}`}</span>,
    at: raisedAt,
    action: { text: t.openSystem, href: '/console/system' },
  };
}

function surgeItem({ from, until, refusals, factor, top }: RefusalRate): AttentionItem {
  const t = texts('attention');
  return {
    key: 'surge',
    tone: 'bad',
    icon: 'ban',
    sentence: t.surge({ refusals: bold(t.refusalCount({ count: refusals })), from, until, factor }),
    evidence: t.surgeWhy({ share: top.count / refusals, code: top.code }),
    at: until,
    action: { text: t.showRefusals, href: refusalsPath(top.code) },
  };
}

/** The log of verdicts with this code. */
export function refusalsPath(code: string): string {
  return `/console/audit?${new URLSearchParams({ tab: 'verdicts', code }).toString()}`;
}

export function anomalyItem(anomaly: LicensedAnomaly, canResolve: boolean): AttentionItem {
  const { uid, type, license, details, detectedAt } = anomaly;
  const t = texts('attention');
  const key = bold(shortKey(license.key));
  const facts = new Map(Object.entries(details));
  const number = (name: string): number => Number(facts.get(name) ?? 0);
  const sentences: Record<AnomalyType, () => readonly [ComponentChildren, string]> = {
    license_hopping: () => [t.hopping({ key }), t.hoppingWhy({ devices: number('devices'), seats: number('seats') })],
    unusual_activation_pattern: () => [
      t.pattern({ key }),
      t.patternWhy({ activations: number('activations'), addresses: number('addresses') }),
    ],
    excessive_heartbeats: () => [
      t.heartbeats({ key }),
      t.heartbeatsWhy({ requests: number('requests'), device: String(facts.get('fingerprint') ?? '') }),
    ],
    many_free_hosts: () => [t.freeHosts({ key }), t.freeHostsWhy({ hosts: number('hosts') })],
    key_leaked: () => [t.leaked({ key }), t.leakedWhy({ places: placesIn(details) })],
    relay_forked: () => [
      t.relayForked({ key }),
      t.relayForkedWhy({ relay: String(facts.get('relay') ?? ''), seq: number('seq') }),
    ],
    cloned_device: () => [t.cloned({ key }), clonedWhy(details)],
  };
  const [sentence, evidence] = sentences[type]();
  return {
    key: uid,
    tone: 'warn',
    icon: 'triangle-alert',
    sentence,
    evidence: [evidence, ...reactionOf(anomaly)].join(' '),
    at: detectedAt,
    action: { text: t.review, href: `/license/edit/${license.uid}` },
    posts: canResolve
      ? [
          ...(canUndo(anomaly) ? [{ text: t.undoReaction, action: `${ANOMALIES_PATH}/${uid}/undo-reaction` }] : []),
          { text: t.resolve, action: `${ANOMALIES_PATH}/${uid}/resolve` },
        ]
      : [],
  };
}

/** Whether there is a suspension, pending or made, that can be taken back. */
function canUndo({ suspendAt, undoneAt }: LicensedAnomaly): boolean {
  return suspendAt !== null && undoneAt === null;
}

/** Addresses where a key was found. */
function placesIn(details: object): string {
  const { places = [] } = details as { readonly places?: readonly { readonly url: string; readonly source: string }[] };
  return places.map(({ url, source }) => url || source).join(', ');
}

function reactionOf({ suspendAt, suspendedAt, undoneAt }: LicensedAnomaly): string[] {
  const t = texts('attention');
  if (undoneAt !== null) {
    return [t.reactionUndone({ at: undoneAt })];
  }
  if (suspendedAt !== null) {
    return [t.suspended({ at: suspendedAt })];
  }
  return suspendAt === null ? [] : [t.willSuspend({ at: suspendAt })];
}

/** The devices of a cloned_device, newest first. */
interface ClonedDevices {
  readonly devices?: readonly {
    readonly fingerprint: string;
    readonly returns: number;
    readonly values: number;
    readonly component?: string;
  }[];
}

function clonedWhy({ devices = [] }: ClonedDevices): string {
  const t = texts('attention');
  const [newest] = devices;
  if (!newest) {
    return '';
  }
  const { fingerprint: device, returns, values, component } = newest;
  const facts = { device, returns, values, more: devices.length - 1 };
  return component === undefined ? t.clonedAddresses(facts) : t.clonedComponent({ ...facts, component });
}

function moreAnomalies(count: number): AttentionItem {
  const t = texts('attention');
  return {
    key: 'more-anomalies',
    tone: 'warn',
    icon: 'triangle-alert',
    sentence: t.moreAnomalies({
      count: bold(count > MAX_MORE ? t.moreThan({ count: MAX_MORE }) : formatNumber(count)),
    }),
    action: { text: t.review, href: ANOMALIES_PATH },
  };
}

function expiringItem({ within7Days, within30Days }: ExpiringLicenses): AttentionItem {
  const t = texts('attention');
  const later = within30Days > MAX_EXPIRING ? t.moreThan({ count: MAX_EXPIRING }) : formatNumber(within30Days);
  const isSoon = within7Days > 0;
  return {
    key: 'expiring',
    tone: isSoon ? 'warn' : 'info',
    icon: 'clock',
    sentence: isSoon
      ? t.expiring({ soon: bold(t.licenses({ count: within7Days })), count: within7Days, later })
      : t.expiringLater({ later: bold(t.licenses({ count: within30Days })), count: within30Days }),
    evidence: t.expiringWhy,
    action: { text: t.showThem, href: '/console/licenses?view=expiring' },
  };
}

function keyItem({ uid, name, expiresAt, lastUsedAt }: ApiKey): AttentionItem {
  const t = texts('attention');
  return {
    key: uid,
    tone: 'info',
    icon: 'square-terminal',
    sentence: expiresAt ? t.keyEnds({ name: bold(name), at: expiresAt }) : bold(name),
    evidence: lastUsedAt ? t.keyUsed({ at: formatAge(lastUsedAt) }) : t.keyUnused,
    action: { text: t.openKeys, href: `/console/api-keys/${uid}` },
  };
}

function jobItem(job: BackgroundJob): AttentionItem {
  const t = texts('jobs');
  return {
    key: job.uid,
    tone: 'warn',
    icon: 'triangle-alert',
    sentence: t.attention({ what: bold(jobTitle(job)), count: job.failed }),
    evidence: t.attentionWhy,
    at: job.finishedAt ?? undefined,
    action: { text: texts('attention').lookAtIt, href: `${jobPath(job.uid)}?tab=not_changed` },
  };
}
