import type { VNode } from 'preact';
import type { LoggedVerdict } from '../../licensing/verifications/verdict-log.service';
import { VERDICT_CODES } from '../../verification/rules/verdict';
import type { AuditEntry } from '../../platform/records/audit-entry.entity';
import type { Event } from '../../platform/records/event.entity';
import { type Column, Cut, Table } from '../components/table';
import { Key, Time } from '../components/text';
import { VerdictView } from '../components/verdict';
import { texts } from '../../i18n/texts';
import type { LogPage } from './audit-log.service';
import { entryPath, eventPath, verdictPath } from './audit-paths';
import { subjectName, subjectTitle } from './subjects';

export function LogTable({ page }: { readonly page: LogPage }): VNode {
  const label = texts('audit').logs[page.log];
  switch (page.log) {
    case 'audit':
      return <Table label={label} rows={page.rows} columns={auditColumns()} />;
    case 'events':
      return <Table label={label} rows={page.rows} columns={eventColumns()} />;
    case 'verdicts':
      return <Table label={label} rows={page.rows} columns={verdictColumns()} />;
  }
}

function auditColumns(): Column<AuditEntry>[] {
  const t = texts('audit');
  return [
    timeColumn(({ id }) => entryPath(id)),
    { head: t.filters.action, width: 20, onCard: 'status', cell: ({ action }) => <Code text={action} /> },
    {
      head: t.subject,
      width: 30,
      onCard: 'wide',
      cell: ({ targetType, targetId, before, after }) => (
        <Subject type={targetType} name={subjectName(after, before) ?? targetId} />
      ),
    },
    { head: t.who, onCard: 'left', cell: ({ actor, actorType }) => <Actor actor={actor} type={actorType} /> },
    { head: t.filters.address, width: 15, isRight: true, onCard: 'right', cell: ({ ip }) => <Cut text={ip ?? ''} /> },
  ];
}

function eventColumns(): Column<Event>[] {
  const t = texts('audit');
  return [
    timeColumn(({ id }) => eventPath(id)),
    { head: t.filters.action, width: 25, onCard: 'status', cell: ({ name }) => <Code text={name} /> },
    {
      head: t.subject,
      onCard: 'wide',
      cell: ({ targetType, targetId, data }) => <Subject type={targetType} name={subjectName(data) ?? targetId} />,
    },
    {
      head: t.sequence,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ id, sequence }) => String(sequence ?? id),
    },
  ];
}

function verdictColumns(): Column<LoggedVerdict>[] {
  const t = texts('audit');
  return [
    timeColumn(verdictPath),
    { head: t.filters.code, width: 20, onCard: 'status', cell: ({ outcome }) => <Verdict code={outcome} /> },
    { head: t.filters.key, width: 20, onCard: 'wide', cell: ({ key }) => <Key value={key} isCut /> },
    {
      head: t.device,
      onCard: 'wide',
      cell: ({ fingerprint }) => (fingerprint === null ? <Unset /> : <Cut text={fingerprint} />),
    },
    { head: t.operation, width: 10, onCard: 'left', cell: ({ operation }) => t.operations[operation] },
    {
      head: t.filters.address,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ ip, dialect }) => <Cut text={ip ?? ''} note={dialect} />,
    },
  ];
}

function timeColumn<T extends { readonly at: Date }>(hrefOf: (row: T) => string): Column<T> {
  return {
    head: texts('audit').time,
    width: 15,
    onCard: 'title',
    cell: (row) => (
      <a class="row-link" href={hrefOf(row)}>
        <Time at={row.at} as="clock" />
      </a>
    ),
  };
}

function Code({ text }: { readonly text: string }): VNode {
  return (
    <code class="cut" title={text}>
      {text}
    </code>
  );
}

function Subject({ type, name }: { readonly type: string; readonly name: string }): VNode {
  return <Cut text={name} note={subjectTitle(type)} />;
}

function Actor({ actor, type }: { readonly actor: string; readonly type: AuditEntry['actorType'] }): VNode {
  const t = texts('audit');
  return type === 'user' ? <Cut text={actor} /> : <Cut text={actor} note={t.actorTypes[type]} />;
}

/** A code that an earlier version gave may be unknown. */
export function Verdict({ code, href }: { readonly code: string; readonly href?: string }): VNode {
  const known = VERDICT_CODES.find((one) => one === code);
  return known ? <VerdictView code={known} href={href} /> : <code>{code}</code>;
}

function Unset(): VNode {
  return <span class="unset">{texts('audit').empty}</span>;
}
