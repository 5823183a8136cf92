import type { VNode } from 'preact';
import { type DialectDefinition, plugins } from '../../../../core/common';
import { type EffectiveLimit } from '../../../../core/common/internal';
import type { OutcomeCount } from '../../../../core/licensing/internal';
import { VERDICT_CODES } from '../../../../core/verification';
import type { ActionLink } from '../../../../pages/components/button';
import { Banner } from '../../../../pages/components/banner';
import { detailPage } from '../../../../pages/components/detail-page';
import { withQuery } from '../../../../pages/components/filters';
import { Section } from '../../../../pages/components/page-parts';
import { type Column, Table } from '../../../../pages/components/table';
import { DescriptionList, Figures } from '../../../../pages/components/text';
import { VerdictView } from '../../../../pages/components/verdict';
import { formatNumber, textFor, texts } from '../../../../core/i18n';
import { presentedDialect } from '../../../../core/i18n/internal';
import type { Page } from '../../../../pages/kit/page';
import { DIALECTS_PATH, dialectPath } from '../../../../pages/kit/record-paths';
import { Tags } from '../../../../pages/components/badge';
import type { DialectOverview } from './dialect-overviews.service';

export const tryPath = (name: string, operation?: string): string =>
  withQuery(`${dialectPath(name)}/try`, { operation });

/** The programs that an API serves. */
export function aboutDialect({ name, description }: DialectDefinition): string {
  return presentedDialect(name)?.about ?? textFor(texts('aboutDialects'), name) ?? description;
}

/** @param canTry whether the user may send requests */
export function dialectPage(overview: DialectOverview, canTry: boolean): Page {
  const t = texts('dialects');
  const { dialect, operations, isOpen } = overview;
  const { name, title } = dialect;
  const swagger = withQuery('/docs', { 'urls.primaryName': title });
  return detailPage({
    title,
    crumbs: [{ title: t.title, href: DIALECTS_PATH }],
    lead: aboutDialect(dialect),
    actions: [
      { title: t.details.swagger, icon: 'external-link', href: swagger },
      ...linksOf(dialect),
      canTry && operations.length > 0 && { title: t.tryIt, look: 'primary', icon: 'send', href: tryPath(name) },
    ],
    above: isOpen && (
      <Banner tone="warn" icon="lock-open" title={t.openTitle}>
        {t.openText}
      </Banner>
    ),
    main: (
      <>
        <TrafficFigures {...overview} />
        <Details {...overview} />
        <Section id="outcomes" title={t.outcomes.title} note={t.outcomes.note}>
          <Outcomes {...overview} />
          <p class="hint">
            {t.errors} <a href="/console/audit">{t.audit}</a>
          </p>
        </Section>
        <Section id="limits" title={t.limits.title} note={t.limits.note}>
          <Table label={t.limits.title} rows={overview.limits} columns={limitColumns()} />
        </Section>
      </>
    ),
  });
}

/** Links of plug-ins to their pages about an API of another product. */
function linksOf({ name, label }: DialectDefinition): ActionLink[] {
  const links = label === undefined ? [] : plugins().flatMap(({ console }) => console?.apiLinks ?? []);
  return links.map(({ title, icon, path }) => ({ title: title(), icon, href: path(name) }));
}

function TrafficFigures({ traffic, verdicts }: DialectOverview): VNode {
  const { figures: t } = texts('dialects');
  return (
    <Figures
      items={[
        { label: t.requests, value: formatNumber(traffic.served), of: t.since },
        { label: t.refused, value: formatNumber(traffic.refused), of: t.refusedOf },
        { label: t.failed, value: formatNumber(traffic.failed), of: t.failedOf },
        { label: t.verdicts, value: formatNumber(verdicts.refused), of: t.verdictsOf({ total: verdicts.total }) },
      ]}
    />
  );
}

function Details({ dialect, hosts, document }: DialectOverview): VNode {
  const { details: t } = texts('dialects');
  const { headers } = dialect.credential;
  const credential = [...(headers.length > 0 ? [t.header({ names: headers.join(', ') })] : []), t.token].join(', ');
  return (
    <div class="section">
      <DescriptionList
        items={[
          { term: t.paths, value: <Tags names={dialect.pathPrefixes} /> },
          {
            term: t.alias,
            value: (
              <>
                <code>{`/dialects/${dialect.name}/…`}</code>, {t.aliasNote}
              </>
            ),
          },
          ...(hosts.length > 0 ? [{ term: t.hosts, value: <Tags names={hosts} /> }] : []),
          { term: t.credential, value: credential },
          {
            term: t.document,
            value: (
              <a href={document}>
                <code>{document}</code>
              </a>
            ),
          },
        ]}
      />
    </div>
  );
}

function Outcomes({ outcomes }: DialectOverview): VNode {
  const { outcomes: t } = texts('dialects');
  if (outcomes.length === 0) {
    return <p class="unset">{t.none}</p>;
  }
  const columns: Column<OutcomeCount>[] = [
    { head: t.verdict, onCard: 'title', cell: ({ outcome }) => <Result code={outcome} /> },
    { head: t.count, isRight: true, onCard: 'status', cell: ({ count }) => formatNumber(count) },
  ];
  return (
    <div class="narrow">
      <Table label={t.title} rows={outcomes} columns={columns} />
    </div>
  );
}

/** A code that the rules no longer know stays a text. */
function Result({ code }: { readonly code: string }): VNode {
  const known = VERDICT_CODES.find((one) => one === code);
  return known ? <VerdictView code={known} /> : <code>{code}</code>;
}

function limitColumns(): Column<EffectiveLimit>[] {
  const { limits: t } = texts('dialects');
  return [
    { head: t.name, width: 40, onCard: 'title', cell: ({ setting }) => <code>{setting}</code> },
    {
      head: t.perMinute,
      width: 20,
      isRight: true,
      onCard: 'status',
      cell: ({ perMinute }) => (perMinute === null ? t.off : formatNumber(perMinute)),
    },
    { head: t.by, width: 40, onCard: 'wide', cell: ({ by }) => t.bys[by] },
  ];
}
