import type { ComponentChildren, VNode } from 'preact';
import type { LoggedVerdict } from '../../../core/licensing/internal';
import type { AuditEntry, Event } from '../../../core/platform';
import { subjectName, type Subjects, type WebhookRecipients } from '../../../core/events';
import { detailPage } from '../../../pages/components/detail-page';
import { type Crumb, Section } from '../../../pages/components/page-parts';
import { NoValue } from '../../../pages/components/table';
import { DescriptionList, type Detail, Key } from '../../../pages/components/text';
import { VerdictView } from '../../../pages/components/verdict';
import { formatDate, formatTime, texts, viewer } from '../../../core/i18n';
import type { Page } from '../../../pages/kit/page';
import { AUDIT_PATH } from '../../../pages/audit/audit-paths';
import { explainPath, logPath } from './audit-query.dto';
import { toldTo } from '../../../pages/audit/audit-entries.view';
import { changesIn } from '../../../pages/audit/audit-figures';
import { sentenceOf } from '../../../pages/audit/audit-sentence';
import { subjectPath, subjectTitle } from '../../../pages/audit/subject-names';

interface About {
  readonly subjects: Subjects;
  readonly recipients: WebhookRecipients;
}

/**
 * An audit entry with its differences.
 * @param shown the entry, whose values have the names of the API
 */
export function entryPage(entry: AuditEntry, shown: AuditEntry, { subjects, recipients }: About): Page {
  const t = texts('audit');
  const { action, actor, actorType, targetType, targetId, ip, requestId, reason, reference, jobId } = entry;
  return recordPage(action, entry, { title: t.title, href: AUDIT_PATH }, [
    <p class="log-sentence">{sentenceOf(entry, subjects)}</p>,
    <DescriptionList
      items={[
        { term: t.who, value: `${actor} (${t.actorTypes[actorType]})` },
        { term: subjectTitle(targetType), value: <code>{targetId}</code> },
        ...(reason === null ? [] : [{ term: t.reason, value: reason }]),
        ...(reference === null ? [] : [{ term: t.reference, value: reference }]),
        ...(jobId === null ? [] : [subjectDetail({ targetType: 'background_jobs', targetId: jobId })]),
        { term: t.filters.address, value: ip },
        { term: t.request, value: requestId && <Request id={requestId} /> },
        ...toldTo(recipients.get(entry.id)),
      ]}
    />,
    <Section id="changes" title={t.changes} note={t.changesNote}>
      <Differences {...shown} />
    </Section>,
    <p class="section-more">
      <a href={logPath('everything', { target: `${targetType}:${targetId}` })}>{t.sameSubject}</a>
      {' · '}
      <a href={logPath('everything', { actor })}>{t.sameActor}</a>
    </p>,
  ]);
}

/** @param shown the data of the event, with the names of the API */
export function eventPage(event: Event, shown: object): Page {
  const t = texts('audit');
  const { name, id, sequence, targetType, targetId, data } = event;
  return recordPage(name, event, { title: t.tabs.events, href: logPath('events') }, [
    <DescriptionList
      items={[subjectDetail(event, subjectName(data)), { term: t.sequence, value: String(sequence ?? id) }]}
    />,
    <Section id="data" title={t.data} note={t.changesNote}>
      <FieldTable label={name} heads={[t.field, t.data]} rows={Object.entries(shown)} />
    </Section>,
    <p class="section-more">
      <a href={logPath('everything', { target: `${targetType}:${targetId}` })}>{t.sameSubject}</a>
    </p>,
  ]);
}

/** A row of the log of license checks. */
export function verdictPage(verdict: LoggedVerdict): Page {
  const t = texts('audit');
  const { outcome, operation, key, fingerprint, ip, dialect, appVersion, userAgent, apiKey } = verdict;
  return recordPage(outcome, verdict, { title: t.tabs.verdicts, href: logPath('verdicts') }, [
    <DescriptionList
      items={[
        { term: t.filters.code, value: <VerdictView code={outcome} href={explainPath(key, fingerprint)} /> },
        { term: t.operation, value: t.operations[operation] },
        { term: t.filters.key, value: <Key value={key} /> },
        { term: t.license, value: <License {...verdict} /> },
        { term: t.device, value: fingerprint && <Key value={fingerprint} /> },
        { term: t.api, value: dialect },
        { term: t.apiKey, value: apiKey && <a href={`/console/api-keys/${apiKey.uid}`}>{apiKey.name}</a> },
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
function Differences(entry: AuditEntry): VNode {
  const t = texts('audit');
  const changes = changesIn(entry);
  if (changes.length === 0) {
    return <p class="unset">{t.noChanges}</p>;
  }
  const rows = changes.map(({ field, before, after }): FieldRow => [field, before, after]);
  return <FieldTable label={entry.action} heads={[t.field, t.before, t.after]} rows={rows} />;
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
    return <NoValue />;
  }
  return <span>{typeof value === 'string' ? value : JSON.stringify(value)}</span>;
}
