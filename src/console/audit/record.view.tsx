import { isDeepStrictEqual } from 'node:util';
import type { VNode } from 'preact';
import type { AuditEntry } from '../../platform/records/audit-entry.entity';
import type { Event } from '../../platform/records/event.entity';
import { PageHeader, Section } from '../components/page-parts';
import { DescriptionList, type Detail } from '../components/text';
import { formatDate, formatTime } from '../../i18n/format';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { viewer } from '../../i18n/viewer';
import { AUDIT_PATH, logPath } from './audit-paths';
import { subjectName, subjectPath, subjectTitle } from './subjects';

/** An audit entry with its differences. */
export function entryPage(entry: AuditEntry): Page {
  const t = texts('audit');
  const { action, actor, actorType, targetType, targetId, before, after, ip, requestId } = entry;
  const body = (
    <>
      <RecordHeader title={action} record={entry} crumb={{ title: t.title, href: AUDIT_PATH }} />
      <DescriptionList
        items={[
          { term: t.who, value: `${actor} (${t.actorTypes[actorType]})` },
          subjectDetail(entry, subjectName(after, before)),
          { term: t.filters.address, value: ip },
          { term: t.request, value: requestId && <Request id={requestId} /> },
        ]}
      />
      <Section id="changes" title={t.changes} note={t.changesNote}>
        <Differences {...entry} />
      </Section>
      <p class="section-more">
        <a href={logPath('audit', { target: `${targetType}:${targetId}` })}>{t.sameSubject}</a>
        {' · '}
        <a href={logPath('audit', { actor })}>{t.sameActor}</a>
      </p>
    </>
  );
  return new Page({ title: action, width: 'form', body });
}

export function eventPage(event: Event): Page {
  const t = texts('audit');
  const { name, id, sequence, targetType, targetId, data } = event;
  const body = (
    <>
      <RecordHeader title={name} record={event} crumb={{ title: t.logs.events, href: logPath('events') }} />
      <DescriptionList
        items={[subjectDetail(event, subjectName(data)), { term: t.sequence, value: String(sequence ?? id) }]}
      />
      <Section id="data" title={t.data} note={t.changesNote}>
        <FieldTable label={name} heads={[t.field, t.data]} rows={Object.entries(data)} />
      </Section>
      <p class="section-more">
        <a href={logPath('audit', { target: `${targetType}:${targetId}` })}>{t.sameSubject}</a>
      </p>
    </>
  );
  return new Page({ title: name, width: 'form', body });
}

interface RecordHeaderProps {
  readonly title: string;
  readonly record: { readonly at: Date };
  readonly crumb: { readonly title: string; readonly href: string };
}

export function RecordHeader({ title, record, crumb }: RecordHeaderProps): VNode {
  const { at } = record;
  const lead = (
    <time dateTime={at.toISOString()}>
      {formatDate(at)}, {formatTime(at, true)} {viewer().zone}
    </time>
  );
  return <PageHeader title={title} crumbs={[crumb]} lead={lead} />;
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
