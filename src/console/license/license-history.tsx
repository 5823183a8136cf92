import type { VNode } from 'preact';
import { COUNTED_VERDICTS, type LicenseVerdict } from '../../licensing/verifications/license-verdicts.service';
import { formatDateTime, formatNumber } from '../../i18n/format';
import { textFor, texts } from '../../i18n/texts';
import { VERDICT_CODES, type VerdictCode } from '../../verification/rules/verdict';
import type { AuditEntry } from '../../platform/records/audit-entry.entity';
import { Timeline, type TimelineEntry } from '../components/lists';
import { type Column, Cut, Table } from '../components/table';
import { Time } from '../components/text';
import { VerdictView } from '../components/verdict';
import { Section } from '../components/page-parts';
import type { IconName } from '../components/icon';
import type { LicensePageData } from './license-page.service';
import { auditPath, explainPath, verdictsPath } from './license-paths';

export function RecentVerdicts({ data }: { readonly data: LicensePageData }): VNode {
  const t = texts('license');
  const { license, verdicts, today } = data;
  const mark = today.usable + today.refused >= COUNTED_VERDICTS ? '+' : '';
  const note = t.verdictsToday({
    usable: `${formatNumber(today.usable)}${mark}`,
    refused: `${formatNumber(today.refused)}${mark}`,
  });
  return (
    <Section
      id="verdicts"
      title={t.verdicts}
      note={verdicts.length === 0 ? undefined : note}
      link={{ href: verdictsPath(license.key), title: t.allVerdicts }}
    >
      {verdicts.length === 0 ? (
        <p class="unset">{t.noVerdicts}</p>
      ) : (
        <Table label={t.verdicts} rows={verdicts} columns={columnsFor(license.key)} />
      )}
    </Section>
  );
}

function columnsFor(key: string): Column<LicenseVerdict>[] {
  const t = texts('license');
  return [
    { head: t.time, width: 20, onCard: 'title', cell: ({ at }) => <Time at={at} as="clock" /> },
    { head: t.code, width: 30, onCard: 'status', cell: (verdict) => <Result verdict={verdict} licenseKey={key} /> },
    { head: t.asked, onCard: 'hidden', cell: ({ operation }) => operation },
    { head: t.device, width: 20, onCard: 'wide', cell: (verdict) => <AskingDevice {...verdict} /> },
    { head: t.dialect, onCard: 'hidden', cell: ({ dialect }) => <Cut text={dialect} /> },
  ];
}

function Result({ verdict, licenseKey }: { readonly verdict: LicenseVerdict; readonly licenseKey: string }): VNode {
  const { outcome, fingerprint } = verdict;
  return isVerdictCode(outcome) ? (
    <VerdictView code={outcome} href={explainPath(licenseKey, fingerprint ?? undefined)} />
  ) : (
    <code>{outcome}</code>
  );
}

function AskingDevice({ deviceName, fingerprint }: LicenseVerdict): VNode {
  const name = deviceName ?? fingerprint;
  return name === null ? <span class="unset">{texts('license').noDevice}</span> : <Cut text={name} />;
}

/** Refusals of usage and sessions have codes of their own. */
function isVerdictCode(outcome: string): outcome is VerdictCode {
  return VERDICT_CODES.some((code) => code === outcome);
}

export function History({ data }: { readonly data: LicensePageData }): VNode {
  const t = texts('license');
  const { license, history } = data;
  return (
    <Section id="history" title={t.history} link={{ href: auditPath(license.uid), title: t.audit }}>
      {history.length === 0 ? <p class="unset">{t.noHistory}</p> : <Timeline entries={history.map(historyEntry)} />}
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
};

/** An entry of the audit log in words. */
function historyEntry(entry: AuditEntry): TimelineEntry {
  const t = texts('licenseHistory');
  const { id, at, action } = entry;
  const actor = actorOf(entry);
  const did = textFor(t.did, action);
  const [icon, tone] = ICONS[action] ?? ['history'];
  return {
    key: id,
    icon,
    tone,
    at,
    text: typeof did === 'function' ? did({ actor }) : (did ?? t.other({ actor, event: action })),
    evidence: evidenceOf(entry),
  };
}

export function actorOf({ actorType, actor }: AuditEntry): string {
  const t = texts('licenseHistory');
  switch (actorType) {
    case 'user':
      return actor;
    case 'api-key':
      return t.apiKey({ name: actor });
    case 'client':
      return t.program;
    case 'system':
      return 'Keyward';
  }
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
