import type { VNode } from 'preact';
import { COUNTED_VERDICTS } from './license-verdicts.service';
import { formatDateTime, formatNumber, textFor, texts } from '../../../core/i18n';
import type { AuditEntry } from '../../../core/platform';
import { currentCaller, isPermitted, Permission } from '../../../core/identity';
import { isUsableCode } from '../../../core/verification';
import { subjectKey } from '../../../core/events';
import { sentenceOf } from '../../../pages/audit/audit-sentence';
import { Timeline, type TimelineEntry } from '../../../pages/components/lists';
import { Table } from '../../../pages/components/table';
import { VerdictView } from '../../../pages/components/verdict';
import { Section } from '../../../pages/components/page-parts';
import type { IconName } from '../../../pages/components/icon';
import type { LicensePageData } from './license-page.service';
import { actorOf, reasonOf } from '../../../pages/kit/actor-of';
import { licenseRequestColumns } from '../requests/request-list';
import { auditPath, explainPath, verbPath } from './license-paths';

export function RecentRequests({ data }: { readonly data: LicensePageData }): VNode {
  const t = texts('license');
  const { license, requests, today } = data;
  const mark = today.usable + today.refused >= COUNTED_VERDICTS ? '+' : '';
  const note = t.requestsToday({
    usable: `${formatNumber(today.usable)}${mark}`,
    refused: `${formatNumber(today.refused)}${mark}`,
  });
  return (
    <Section
      id="requests"
      title={t.requests}
      note={requests.length === 0 ? undefined : note}
      link={{ href: verbPath(license.uid, 'requests'), title: t.allRequests }}
    >
      {requests.length === 0 ? (
        <p class="unset">{t.noRequests}</p>
      ) : (
        <>
          <NewestRefusal data={data} />
          <Table label={t.requests} rows={requests} columns={licenseRequestColumns()} />
        </>
      )}
    </Section>
  );
}

/** The request that a support call is about: a refused one, whose device was not admitted since. */
function NewestRefusal({ data: { license, requests } }: { readonly data: LicensePageData }): VNode | null {
  const t = texts('license');
  const refused = requests.find(
    ({ outcome, fingerprint }, index) =>
      !isUsableCode(outcome) &&
      !requests.slice(0, index).some((later) => isUsableCode(later.outcome) && later.fingerprint === fingerprint),
  );
  if (!refused) {
    return null;
  }
  const { outcome, key, fingerprint, deviceName, at } = refused;
  const canWrite = isPermitted(currentCaller(), Permission.LicensesWrite);
  const remedies: Readonly<Record<string, { readonly href: string; readonly text: string }>> = canWrite
    ? {
        SEATS_EXHAUSTED: { href: verbPath(license.uid, 'change'), text: t.changeSeats },
        EXPIRED: { href: verbPath(license.uid, 'extend'), text: t.extend },
      }
    : {};
  const remedy = remedies[outcome] ?? { href: explainPath(key, fingerprint ?? undefined), text: t.explain };
  return (
    <p class="newest-refusal">
      <VerdictView code={outcome} />
      <span>
        {t.refusal({
          device: deviceName ?? fingerprint ?? t.unknownDevice,
          time: formatDateTime(at),
          reason: textFor(texts('verdicts'), outcome) ?? outcome,
        })}
      </span>
      <a href={remedy.href}>{remedy.text}</a>
    </p>
  );
}

export function History({ data }: { readonly data: LicensePageData }): VNode {
  const t = texts('license');
  const { license, history } = data;
  return (
    <Section id="history" title={t.history} link={{ href: auditPath(license.uid), title: t.audit }}>
      {history.length === 0 ? (
        <p class="unset">{t.noHistory}</p>
      ) : (
        <Timeline entries={history.map((entry) => historyEntry(entry, license.key))} />
      )}
    </Section>
  );
}

const MAX_VALUE = 80;
const MAX_CHANGES = 3;

const ICONS: Readonly<Record<string, readonly [icon: IconName, tone?: 'ok' | 'warn' | 'bad']>> = {
  'license.issued': ['plus', 'ok'],
  'license.updated': ['pencil'],
  'license.extended': ['calendar-plus'],
  'license.policy_changed': ['sliders-horizontal'],
  'license.key_rotated': ['key-round'],
  'license.enabled': ['play', 'ok'],
  'license.unblocked': ['lock-open', 'ok'],
  'license.disabled': ['pause'],
  'license.blocked': ['ban', 'bad'],
  'license.revoked': ['x', 'bad'],
  'license.activated': ['monitor'],
  'license.deactivated': ['unlink'],
  'license.expiring': ['clock', 'warn'],
  'license.expired': ['clock', 'warn'],
  'license.check_in_overdue': ['clock', 'warn'],
  'license.usage_threshold': ['gauge', 'warn'],
  'license.suspicious_activity': ['shield-alert', 'bad'],
  'license.change_scheduled': ['clock'],
  'license.scheduled_change_cancelled': ['clock'],
  'license.scheduled_change_failed': ['clock', 'bad'],
};

/**
 * An entry of the audit log in words; the sentence of the audit page if there are no shorter ones.
 * @param key the key of the license
 */
export function historyEntry(entry: AuditEntry, key: string): TimelineEntry {
  const t = texts('licenseHistory');
  const { id, at, action, targetType, targetId } = entry;
  const actor = actorOf(entry);
  const did = textFor(t.did, action);
  const [icon, tone] = ICONS[action] ?? ['history'];
  const subjects = new Map([[subjectKey(targetType, targetId), { id: targetId, name: key }]]);
  return {
    key: id,
    icon,
    tone,
    at,
    text: typeof did === 'function' ? did({ actor }) : (did ?? sentenceOf(entry, subjects)),
    evidence: evidenceOf(entry),
    reason: reasonOf(entry),
  };
}

/** The named fields that changed, without ids. */
function evidenceOf({ action, before, after }: AuditEntry): string | undefined {
  const t = texts('licenseHistory');
  const fields: Readonly<Record<string, string>> = t.fields;
  const old = valuesOf(before);
  const now = valuesOf(after);
  if (action === 'license.activated' || action === 'license.deactivated') {
    const { name, fingerprint } = { ...old, ...now };
    return textOf(name ?? fingerprint);
  }
  if (action === 'license.scheduled_change_failed') {
    return textOf(now.failure);
  }
  const changes = Object.keys(now).filter((field) => before !== null && fields[field] !== undefined);
  const changed = changes
    .slice(0, MAX_CHANGES)
    .map((field) =>
      field.endsWith('_id')
        ? fields[field]
        : t.changed({ field: fields[field] ?? field, before: textOf(old[field]), after: textOf(now[field]) }),
    );
  return changed.length === 0 ? undefined : changed.join('; ');
}

function valuesOf(values: object | null): Readonly<Record<string, unknown>> {
  return { ...values };
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
    return texts('licenseHistory').unset;
  }
  if (typeof value === 'number') {
    return formatNumber(value);
  }
  if (typeof value === 'string') {
    return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? formatDateTime(new Date(value)) : cut(value);
  }
  return cut(JSON.stringify(value));
}

function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length > MAX_VALUE ? `${characters.slice(0, MAX_VALUE).join('')}…` : text;
}
