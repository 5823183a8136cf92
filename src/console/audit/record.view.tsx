import { isDeepStrictEqual } from 'node:util';
import type { ComponentChildren, VNode } from 'preact';
import type { LoggedVerdict } from '../../licensing/verifications/verdict-log.service';
import type { AuditEntry } from '../../platform/records/audit-entry.entity';
import type { Event } from '../../platform/records/event.entity';
import { detailPage } from '../components/detail-page';
import { type Crumb, Section } from '../components/page-parts';
import { DescriptionList, type Detail, Key } from '../components/text';
import { VerdictView } from '../components/verdict';
import { formatDate, formatTime } from '../../i18n/format';
import type { Page } from '../kit/page';
import { texts, textFor } from '../../i18n/texts';
import { viewer } from '../../i18n/viewer';
import { AUDIT_PATH, explainPath, logPath } from './audit-query.dto';
import { withQuery } from '../components/filters';

/** An audit entry with its differences. */
export function entryPage(entry: AuditEntry): Page {
  const t = texts('audit');
  const { action, actor, actorType, targetType, targetId, before, after, ip, requestId } = entry;
  return recordPage(action, entry, { title: t.title, href: AUDIT_PATH }, [
    <DescriptionList
      items={[
        { term: t.who, value: `${actor} (${t.actorTypes[actorType]})` },
        subjectDetail(entry, subjectName(after, before)),
        { term: t.filters.address, value: ip },
        { term: t.request, value: requestId && <Request id={requestId} /> },
      ]}
    />,
    <Section id="changes" title={t.changes} note={t.changesNote}>
      <Differences {...entry} />
    </Section>,
    <p class="section-more">
      <a href={logPath('audit', { target: `${targetType}:${targetId}` })}>{t.sameSubject}</a>
      {' · '}
      <a href={logPath('audit', { actor })}>{t.sameActor}</a>
    </p>,
  ]);
}

export function eventPage(event: Event): Page {
  const t = texts('audit');
  const { name, id, sequence, targetType, targetId, data } = event;
  return recordPage(name, event, { title: t.logs.events, href: logPath('events') }, [
    <DescriptionList
      items={[subjectDetail(event, subjectName(data)), { term: t.sequence, value: String(sequence ?? id) }]}
    />,
    <Section id="data" title={t.data} note={t.changesNote}>
      <FieldTable label={name} heads={[t.field, t.data]} rows={Object.entries(data)} />
    </Section>,
    <p class="section-more">
      <a href={logPath('audit', { target: `${targetType}:${targetId}` })}>{t.sameSubject}</a>
    </p>,
  ]);
}

/** A row of the log of license checks. */
export function verdictPage(verdict: LoggedVerdict): Page {
  const t = texts('audit');
  const { outcome, operation, key, fingerprint, ip, dialect, appVersion, userAgent } = verdict;
  return recordPage(outcome, verdict, { title: t.logs.verdicts, href: logPath('verdicts') }, [
    <DescriptionList
      items={[
        { term: t.filters.code, value: <VerdictView code={outcome} href={explainPath(key, fingerprint)} /> },
        { term: t.operation, value: t.operations[operation] },
        { term: t.filters.key, value: <Key value={key} /> },
        { term: t.license, value: <License {...verdict} /> },
        { term: t.device, value: fingerprint && <Key value={fingerprint} /> },
        { term: t.api, value: dialect },
        { term: t.filters.address, value: ip },
        { term: t.version, value: appVersion },
        { term: t.program, value: userAgent },
      ]}
    />,
    <p class="section-more">
      <a href={explainPath(key, fingerprint)}>{t.explain}</a>
      {' · '}
      <a href={logPath('verdicts', { key })}>{t.sameKey}</a>
      {ip !== null && (
        <>
          {' · '}
          <a href={logPath('verdicts', { address: ip })}>{t.sameAddress}</a>
        </>
      )}
    </p>,
  ]);
}

/** A page about a row of a log. */
function recordPage(title: string, { at }: { readonly at: Date }, crumb: Crumb, main: ComponentChildren): Page {
  const lead = (
    <time dateTime={at.toISOString()}>
      {formatDate(at)}, {formatTime(at, true)} {viewer().zone}
    </time>
  );
  return detailPage({ title, crumbs: [crumb], lead, main, width: 'form' });
}

function License({ licenseId, licenseUid, key }: LoggedVerdict): VNode {
  const t = texts('audit');
  if (licenseUid === null) {
    return <span class="unset">{licenseId === null ? t.unknownLicense : t.deletedLicense}</span>;
  }
  return <a href={subjectPath('licenses', licenseUid)}>{key}</a>;
}

function subjectDetail({ targetType, targetId }: Pick<AuditEntry, 'targetType' | 'targetId'>, name?: string): Detail {
  const href = subjectPath(targetType, targetId);
  const text = name ?? targetId;
  return { term: subjectTitle(targetType), value: href === undefined ? text : <a href={href}>{text}</a> };
}

function Request({ id }: { readonly id: string }): VNode {
  return (
    <>
      <code>{id}</code> <span class="unset">{texts('audit').requestHint}</span>
    </>
  );
}

/** The values of each field before and after; equal fields are left out. */
function Differences({ action, before, after }: AuditEntry): VNode {
  const t = texts('audit');
  const [old, fresh] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after ?? {}))];
  const fields = [...new Set([...old.keys(), ...fresh.keys()])];
  const changed = fields.filter((field) => !isDeepStrictEqual(old.get(field), fresh.get(field)));
  if (changed.length === 0) {
    return <p class="unset">{t.noChanges}</p>;
  }
  const rows = changed.map((field): FieldRow => [field, old.get(field), fresh.get(field)]);
  return <FieldTable label={action} heads={[t.field, t.before, t.after]} rows={rows} />;
}

/** The name of a field and its values. */
type FieldRow = readonly [field: string, ...values: unknown[]];

interface FieldTableProps {
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly FieldRow[];
}

function FieldTable({ label, heads, rows }: FieldTableProps): VNode {
  return (
    <div class="scroller" role="region" aria-label={label} tabIndex={0}>
      <table class="table record-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([field, ...values]) => (
            <tr key={field}>
              <th scope="row">
                <code>{field}</code>
              </th>
              {values.map((value, index) => (
                <td key={index} class={values.length > 1 ? `record-${index === 0 ? 'before' : 'after'}` : undefined}>
                  <FieldValue value={value} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FieldValue({ value }: { readonly value: unknown }): VNode {
  if (value === null || value === undefined || value === '') {
    return <span class="unset">{texts('audit').empty}</span>;
  }
  return <span>{typeof value === 'string' ? value : JSON.stringify(value)}</span>;
}

/** The pages of what audit entries and events are about. */
const PATHS: Readonly<Record<string, ((id: string) => string) | undefined>> = {
  licenses: (id) => `/license/edit/${id}`,
  customers: (id) => `/customer/edit/${id}`,
  policies: (id) => `/console/policies/${id}`,
  products: (id) => `/console/products/${id}`,
  app_bundles: (id) => `/console/app-bundles/${id}`,
  resources: (id) => `/console/resources/${id}`,
  institutions: (id) => `/leads/edit/${id}`,
  webhook_endpoints: (id) => `/console/webhooks/${id}`,
  api_keys: (id) => `/console/api-keys/${id}`,
  users: (id) => `/console/people/${id}`,
  settings: () => '/console/settings',
  alerts: () => '/console/system',
  activations: (id) => withQuery('/console/devices', { q: id }),
};

/** The page of a subject; undefined if it has none. The subject itself may be deleted. */
export function subjectPath(type: string, id: string): string | undefined {
  return Object.hasOwn(PATHS, type) ? PATHS[type]?.(encodeURIComponent(id)) : undefined;
}

/** The kind of a subject, such as "License"; the words in the name of its table if there is no text. */
export function subjectTitle(type: string): string {
  return textFor(texts('audit').subjects, type) ?? type.charAt(0).toUpperCase() + type.slice(1).replaceAll('_', ' ');
}

/** The name of a subject where a record contains it. */
export function subjectName(...values: (object | null)[]): string | undefined {
  for (const value of values) {
    for (const field of ['license_key', 'key', 'name', 'username', 'reference', 'identifier', 'code']) {
      const text: unknown = value && field in value ? Object.entries(value).find(([name]) => name === field)?.[1] : '';
      if (typeof text === 'string' && text !== '') {
        return text;
      }
    }
  }
  return undefined;
}
