import type { VNode } from 'preact';
import type { DialectDefinition, Page as RowPage } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import type { OperationAgreement } from '../shadowing/comparisons.service';
import { DIFFERENCES, type Difference, type ShadowDifference } from '../shadowing/shadow-difference.entity';
import type { SharedNames } from '../shadowing/shared-names.service';
import type { Shadow } from '../shadowing/shadowing.service';
import { Badge } from '../../../pages/components/badge';
import { Banner } from '../../../pages/components/banner';
import { detailPage } from '../../../pages/components/detail-page';
import { withQuery } from '../../../pages/components/filters';
import { JsonCode } from '../../../pages/components/json-code';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import { Section } from '../../../pages/components/page-parts';
import { type Column, RowTitle, Table } from '../../../pages/components/table';
import { DescriptionList, Time } from '../../../pages/components/text';
import type { Page } from '../../../pages/kit/page';
import { DIALECTS_PATH, dialectPath, licensePath } from '../../../pages/kit/record-paths';
import { DifferenceListQueryDto, differencePath, differencesPath } from './shadow-paths';
import { settingPath } from '../../../pages/settings/setting-places';

interface DifferenceListData {
  readonly dialect: DialectDefinition;
  /** Undefined if this server alone answers now. */
  readonly shadow: Shadow | undefined;
  readonly agreement: readonly OperationAgreement[];
  readonly sharedNames: SharedNames;
  readonly page: RowPage<ShadowDifference>;
  readonly query: DifferenceListQueryDto;
}

export function differenceListPage({ dialect, shadow, agreement, sharedNames, page, query }: DifferenceListData): Page {
  const t = texts('shadows');
  return listPage({
    title: t.title,
    lead: shadow ? t.lead({ url: shadow.url, percent: shadow.percent }) : t.leadOff,
    crumbs: crumbs(dialect),
    above: (
      <>
        <NamesShared {...sharedNames} />
        <AgreementSection dialect={dialect} agreement={agreement} isOn={shadow !== undefined} />
      </>
    ),
    path: differencesPath(dialect.name),
    query: DifferenceListQueryDto.fieldsOf(query),
    views: {
      label: t.views,
      field: 'difference',
      all: [{ title: t.all }, ...DIFFERENCES.map((value) => ({ value, title: t.differences[value] }))],
    },
    search: {
      label: t.search,
      placeholder: t.searchHint,
      filters: [
        {
          field: 'operation',
          title: t.operation,
          values: agreement.slice(0, 50).map(({ operation }) => ({ value: operation, title: operation })),
        },
      ],
    },
    rows: page.rows,
    columns: columns(dialect.name),
    order: texts('lists').newestFirst,
    pages: cursorPages(page),
    empty: { icon: 'check', title: t.emptyTitle, text: t.emptyText },
    noMatch: { title: t.nothingTitle, showAll: t.showAll },
  });
}

export function differencePage(dialect: DialectDefinition, difference: ShadowDifference): Page {
  const t = texts('shadows');
  const { operation, url, requestBody, fields, at, wasOurs } = difference;
  return detailPage({
    title: operation,
    windowTitle: `${t.difference}: ${operation}`,
    crumbs: [...crumbs(dialect), { title: t.title, href: differencesPath(dialect.name) }],
    lead: t.hidden,
    main: (
      <>
        <DescriptionList
          items={[
            { term: t.kind, value: <DifferenceBadge kind={difference.difference} /> },
            { term: t.fields, value: fields.length > 0 ? <code>{fields.join(', ')}</code> : t.wholeAnswer },
            { term: t.answeredBy, value: wasOurs ? t.thisServer : t.oldServer },
            { term: t.at, value: <Time at={at} /> },
          ]}
        />
        <Section id="request" title={t.request}>
          <JsonCode
            label={t.asSent({ part: t.request })}
            head={[[operation.split(' ', 1)[0] ?? '', url]]}
            body={requestBody}
          />
        </Section>
        <Section id="old-server" title={t.oldServer}>
          <JsonCode
            label={t.asSent({ part: t.oldServer })}
            head={[[String(difference.theirStatus), '']]}
            body={difference.theirBody}
          />
        </Section>
        <Section id="this-server" title={t.thisServer}>
          <JsonCode
            label={t.asSent({ part: t.thisServer })}
            head={[[String(difference.ourStatus), '']]}
            body={difference.ourBody}
          />
        </Section>
      </>
    ),
  });
}

const crumbs = ({ name, title }: DialectDefinition) => [
  { title: texts('dialects').title, href: DIALECTS_PATH },
  { title, href: dialectPath(name) },
];

interface AgreementProps {
  readonly dialect: DialectDefinition;
  readonly agreement: readonly OperationAgreement[];
  readonly isOn: boolean;
}

/** Programs that rely on a name would find another instance here. */
function NamesShared({ count, licenses }: SharedNames): VNode | null {
  const t = texts('shadows');
  return count === 0 ? null : (
    <Banner tone="warn" icon="triangle-alert" title={t.namesShared({ count })}>
      {t.namesSharedText}{' '}
      {licenses.map(({ uid, key }) => (
        <>
          <a key={uid} href={licensePath(uid)}>
            {key}
          </a>{' '}
        </>
      ))}
    </Banner>
  );
}

function AgreementSection({ dialect, agreement, isOn }: AgreementProps): VNode {
  const t = texts('shadows');
  return (
    <>
      {!isOn && (
        <Banner tone="neutral" icon="info" title={t.offTitle}>
          {t.offText({ setting: `shadow.${dialect.name}.url` })}{' '}
          <a href={settingPath(`shadow.${dialect.name}.url`)}>{t.settings}</a>
        </Banner>
      )}
      {agreement.length > 0 && (
        <Section id="agreement" title={t.agreement} note={t.agreementNote}>
          <Table label={t.agreement} rows={agreement} columns={agreementColumns(dialect.name)} />
        </Section>
      )}
    </>
  );
}

function agreementColumns(dialect: string): Column<OperationAgreement>[] {
  const t = texts('shadows');
  const countOf = (name: Difference | 'same' | 'skipped', onCard: 'left' | 'hidden') => ({
    head: t.outcomes[name],
    isRight: true,
    onCard,
    cell: ({ counts }: OperationAgreement) => formatNumber(counts[name]),
  });
  return [
    {
      head: t.operation,
      width: 40,
      onCard: 'title',
      cell: ({ operation }) => <RowTitle href={withQuery(differencesPath(dialect), { operation })} title={operation} />,
    },
    { head: t.alike, isRight: true, onCard: 'status', cell: ({ counts }) => percentAlike(counts) },
    countOf('same', 'left'),
    ...DIFFERENCES.map((name) => countOf(name, 'hidden')),
    countOf('skipped', 'hidden'),
  ];
}

/** Rounded down: 100 % means every one. */
function percentAlike({ same, status, shape, values }: OperationAgreement['counts']): string {
  const compared = same + status + shape + values;
  return compared === 0 ? '–' : texts('shadows').percent({ part: Math.floor((1_000 * same) / compared) / 10 });
}

function columns(dialect: string): Column<ShadowDifference>[] {
  const t = texts('shadows');
  return [
    {
      head: t.operation,
      width: 35,
      onCard: 'title',
      cell: ({ uid, operation, url }) => <RowTitle href={differencePath(dialect, uid)} title={operation} note={url} />,
    },
    {
      name: 'kind',
      head: t.kind,
      width: 15,
      onCard: 'status',
      cell: ({ difference }) => <DifferenceBadge kind={difference} />,
    },
    {
      name: 'fields',
      head: t.fields,
      onCard: 'wide',
      cell: ({ fields, theirStatus, ourStatus }) => (
        <code class="cut" title={fields.join(', ')}>
          {theirStatus === ourStatus ? fields.join(', ') : `${theirStatus} / ${ourStatus}`}
        </code>
      ),
    },
    { name: 'at', head: t.at, width: 15, isRight: true, onCard: 'right', cell: ({ at }) => <Time at={at} as="age" /> },
  ];
}

function DifferenceBadge({ kind }: { readonly kind: Difference }): VNode {
  const t = texts('shadows');
  return <Badge tone={kind === 'values' ? 'warn' : 'bad'} icon="circle-alert" text={t.differences[kind]} />;
}
