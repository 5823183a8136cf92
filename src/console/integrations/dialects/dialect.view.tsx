import type { VNode } from 'preact';
import type { DialectDefinition } from '../../../common/dialects/define-dialect';
import type { EffectiveLimit } from '../../../common/limits/rate-limits.service';
import type { OutcomeCount } from '../../../licensing/verifications/verification-stats.service';
import { VERDICT_CODES } from '../../../verification/rules/verdict';
import { Banner } from '../../components/banner';
import { ButtonLink } from '../../components/button';
import { withQuery } from '../../components/filters';
import { PageHeader, Section } from '../../components/page-parts';
import { type Column, Table } from '../../components/table';
import { DescriptionList, Figures } from '../../components/text';
import { VerdictView } from '../../components/verdict';
import { presentedDialect } from '../../../i18n/dialect-texts';
import { formatNumber } from '../../../i18n/format';
import { Page } from '../../kit/page';
import { textFor, texts } from '../../../i18n/texts';
import { Tags } from '../tags';
import type { DialectOverview } from './dialect-overviews.service';
import { DIALECTS_PATH, tryPath } from './dialect-paths';

interface DialectData extends DialectOverview {
  /** Whether the user may send requests. */
  readonly canTry: boolean;
}

/** The programs that an API serves. */
export function aboutDialect({ name, description }: DialectDefinition): string {
  return presentedDialect(name)?.about ?? textFor(texts('aboutDialects'), name) ?? description;
}

export function dialectPage(overview: DialectOverview, canTry: boolean): Page {
  return new Page({ title: overview.dialect.title, body: <DialectView {...overview} canTry={canTry} /> });
}

function DialectView(data: DialectData): VNode {
  const t = texts('dialects');
  const { title } = data.dialect;
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[{ title: t.title, href: DIALECTS_PATH }]}
        lead={aboutDialect(data.dialect)}
        actions={<Actions {...data} />}
      />
      {data.isOpen && (
        <Banner tone="warn" icon="lock-open" title={t.openTitle}>
          {t.openText}
        </Banner>
      )}
      <TrafficFigures {...data} />
      <Details {...data} />
      <Section id="outcomes" title={t.outcomes.title} note={t.outcomes.note}>
        <Outcomes {...data} />
        <p class="hint">
          {t.errors} <a href="/console/audit">{t.audit}</a>
        </p>
      </Section>
      <Section id="limits" title={t.limits.title} note={t.limits.note}>
        <Table label={t.limits.title} rows={data.limits} columns={limitColumns()} />
      </Section>
    </>
  );
}

function Actions({ dialect, operations, canTry }: DialectData): VNode {
  const t = texts('dialects');
  return (
    <>
      <ButtonLink icon="external-link" href={withQuery('/docs', { 'urls.primaryName': dialect.title })}>
        {t.details.swagger}
      </ButtonLink>
      {canTry && operations.length > 0 && (
        <ButtonLink look="primary" icon="send" href={tryPath(dialect.name)}>
          {t.tryIt}
        </ButtonLink>
      )}
    </>
  );
}

function TrafficFigures({ traffic, verdicts }: DialectData): VNode {
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

function Details({ dialect, hosts, document }: DialectData): VNode {
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
                <code>{prefixOf(dialect.name)}</code>, {t.aliasNote}
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

/** The prefix below which an API has its own routes alone. */
function prefixOf(name: string): string {
  return `/dialects/${name}/…`;
}

function Outcomes({ outcomes }: DialectData): VNode {
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
