import type { VNode } from 'preact';
import type { Page as Rows } from '../../../core/common';
import { formatNumber, texts, viewer } from '../../../core/i18n';
import type { License } from '../../../core/licenses';
import { Badge } from '../../../pages/components/badge';
import { Banner } from '../../../pages/components/banner';
import { addLink, Button, ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { FileField, TextArea } from '../../../pages/components/fields';
import { ErrorSummary, Form, FormFoot } from '../../../pages/components/form';
import { ListPager } from '../../../pages/components/list-pager';
import { Section } from '../../../pages/components/page-parts';
import { Day, listed, TableSection } from '../../../pages/components/record-parts';
import { type Column, RowTitle } from '../../../pages/components/table';
import { Code, DescriptionList, Time } from '../../../pages/components/text';
import type { FormState } from '../../../pages/kit/form-state';
import { Page } from '../../../pages/kit/page';
import type { ReceivedReport } from '../received-report.entity';
import type { Gap } from '../relay-reports.service';
import type { Relay, RelayStatus } from '../relay.entity';
import { gapsText, poolText } from '../relay-words';
import type { RelayWithFile } from '../relays.service';
import type { DayUsage } from '../reported-usage';
import { REPORT_FILE } from '../uploaded-report';
import { ReportedUse } from './reported-use.view';
import {
  crumbsOf,
  crumbsOfLicense,
  endPath,
  issuePath,
  ofLicensePath,
  relayPath,
  renewPath,
  reportPath,
  trueUpPath,
} from './relay-paths';

/** Days of use on the page of a relay: the newest. */
const SHOWN_DAYS = 31;

interface RelayListData {
  readonly license: License;
  readonly relays: Rows<Relay>;
  readonly form: FormState;
  readonly page: number;
  readonly canWrite: boolean;
}

export function relayListPage({ license, relays, form, page, canWrite }: RelayListData): Page {
  const t = texts('relays');
  const { rows, order, pages } = listed(relays, page);
  const path = ofLicensePath(license.uid);
  return detailPage({
    title: t.title,
    crumbs: crumbsOfLicense(license),
    lead: t.lead,
    actions: <ButtonLink href={trueUpPath(license.uid)} text={t.trueUp} />,
    main: (
      <>
        <ErrorSummary form={form} title={texts('words').notSaved} />
        <TableSection
          id="relays"
          title={t.title}
          rows={rows}
          columns={columns()}
          empty={t.none}
          add={canWrite && addLink(t.issue, issuePath(license.uid))}
        >
          {(pages.previous ?? pages.next) && <ListPager {...{ rows, order, pages, path }} query={{}} />}
        </TableSection>
        {canWrite && <ReportForm license={license} form={form} />}
      </>
    ),
  });
}

function columns(): Column<Relay>[] {
  const t = texts('relays');
  return [
    {
      head: t.name,
      width: 30,
      onCard: 'title',
      cell: ({ uid, name }) => <RowTitle href={relayPath(uid)} title={name} />,
    },
    { head: t.status, onCard: 'status', cell: (relay) => <StatusBadge relay={relay} /> },
    { head: t.pool, width: 30, onCard: 'wide', cell: ({ pool }) => poolText(pool) },
    { head: t.until, onCard: 'right', isRight: true, cell: ({ expiresAt }) => <Time at={expiresAt} as="date" /> },
  ];
}

function ReportForm({ license, form }: { readonly license: License; readonly form: FormState }): VNode {
  const t = texts('relays');
  return (
    <Section id="report" title={t.takeReport} note={t.takeReportNote}>
      <Form action={reportPath(license.uid)} isMultipart>
        <FileField form={form} name={REPORT_FILE} label={t.reportFile} isOptional />
        <TextArea form={form} name="report" label={t.reportText} isOptional />
        <FormFoot>
          <Button icon="upload" text={t.takeReport} />
        </FormFoot>
      </Form>
    </Section>
  );
}

interface RelayPageData {
  readonly relay: Relay;
  readonly reports: Rows<ReceivedReport>;
  readonly gaps: readonly Gap[];
  readonly page: number;
  readonly canWrite: boolean;
}

/** The pool of a relay, and its reports. */
export function relayPage({ relay, reports, gaps, page, canWrite }: RelayPageData): Page {
  const t = texts('relays');
  const { rows, order, pages } = listed(reports, page);
  const path = relayPath(relay.uid);
  return detailPage({
    title: relay.name,
    crumbs: relay.license ? crumbsOf(relay.license) : [],
    lead: <StatusBadge relay={relay} />,
    actions: canWrite && relay.releasedAt === null && <Actions relay={relay} />,
    above: gaps.length > 0 && (
      <Banner tone="warn" id="gaps" icon="triangle-alert" title={t.missing({ list: gapsText(gaps) })} />
    ),
    main: (
      <>
        <TableSection id="days" title={t.days} rows={daysOf(rows)} columns={dayColumns()} empty={t.noDays} />
        <ReportedUse usages={rows.map(({ usage }) => usage)} />
        <TableSection id="reports" title={t.reports} rows={rows} columns={reportColumns()} empty={t.noReports}>
          {(pages.previous ?? pages.next) && <ListPager {...{ rows, order, pages, path }} query={{}} />}
        </TableSection>
      </>
    ),
    sidebar: (
      <Section id="details" title={t.details}>
        <DescriptionList
          items={[
            { term: t.kind, value: t.kinds[relay.kind] },
            { term: t.pool, value: poolText(relay.pool) },
            {
              term: t.partnerOf,
              value: relay.partnerOf && <a href={relayPath(relay.partnerOf)}>{t.firstOfPair}</a>,
            },
            { term: t.until, value: <Time at={relay.expiresAt} /> },
            { term: t.renewal, value: renewalText(relay) },
            { term: t.machine, value: relay.machine === null ? t.anyMachine : t.oneMachine },
            { term: t.issuedBy, value: relay.createdBy },
            { term: t.certifiedAt, value: <Time at={relay.certifiedAt} /> },
          ]}
        />
      </Section>
    ),
  });
}

function Actions({ relay: { uid, renews } }: { readonly relay: Relay }): VNode {
  const t = texts('relays');
  return (
    <>
      <ButtonLink href={endPath(uid)} text={t.end} />
      {renews && <ButtonLink look="primary" icon="refresh-cw" href={renewPath(uid)} text={t.renew} />}
    </>
  );
}

/** The text of a file is shown once: it is not stored. */
export function relayFilePage({ relay, file }: RelayWithFile): Page {
  const t = texts('relays');
  const { content, status } = detailPage({
    title: t.file,
    width: 'confirmation',
    crumbs: relay.license ? crumbsOf(relay.license) : [],
    lead: t.fileLead,
    actions: (
      <>
        <ButtonLink href={relayPath(relay.uid)} text={t.toRelay} />
        <ButtonLink
          look="primary"
          icon="download"
          href={`data:application/octet-stream;base64,${Buffer.from(file).toString('base64')}`}
          download={`${relay.uid}.${relay.kind}.json`}
          text={t.download}
        />
      </>
    ),
    main: (
      <>
        <Code label={t.file} text={file} />
        <DescriptionList
          items={[
            { term: t.pool, value: poolText(relay.pool) },
            {
              term: t.partnerOf,
              value: relay.partnerOf && <a href={relayPath(relay.partnerOf)}>{t.firstOfPair}</a>,
            },
            { term: t.until, value: <Time at={relay.expiresAt} /> },
          ]}
        />
      </>
    ),
  });
  return new Page(content, status, { 'cache-control': 'no-store' });
}

const TONES = { active: 'ok', released: 'neutral', ended: 'warn' } as const satisfies Record<RelayStatus, string>;
const ICONS = { active: 'circle-check', released: 'unlink', ended: 'clock' } as const;

function StatusBadge({ relay }: { readonly relay: Relay }): VNode {
  const status = relay.statusAt(viewer().now);
  return <Badge tone={TONES[status]} icon={ICONS[status]} text={texts('relays').statuses[status]} />;
}

function renewalText({ renews, reportHours }: Relay): string {
  const t = texts('relays');
  if (!renews) {
    return t.notRenewed;
  }
  return reportHours === null ? t.byFile : t.everyHours({ count: reportHours });
}

function daysOf(reports: readonly ReceivedReport[]): DayUsage[] {
  const days = reports.flatMap(({ usage }) => usage.days ?? []);
  return days.sort((one, other) => other.day.localeCompare(one.day)).slice(0, SHOWN_DAYS);
}

function dayColumns(): Column<DayUsage>[] {
  const t = texts('relays');
  const number = { isRight: true, hasLabelOnCard: true } as const;
  return [
    { head: t.day, onCard: 'title', cell: ({ day }) => <Day day={day} /> },
    { head: t.peak, onCard: 'left', ...number, cell: ({ peak }) => formatNumber(peak) },
    { head: t.refused, onCard: 'left', ...number, cell: ({ refused }) => formatNumber(refused) },
    { head: t.minutesFull, onCard: 'right', ...number, cell: (row) => formatNumber(row.minutes_full) },
  ];
}

function reportColumns(): Column<ReceivedReport>[] {
  const t = texts('relays');
  return [
    { head: t.number, width: 10, onCard: 'title', cell: ({ seq }) => formatNumber(seq) },
    { head: t.from, onCard: 'left', cell: ({ fromAt }) => <Time at={fromAt} /> },
    { head: t.to, onCard: 'left', cell: ({ toAt }) => <Time at={toAt} /> },
    { head: t.meters, onCard: 'wide', cell: ({ usage }) => metersText(usage.meters) },
    { head: t.kind, onCard: 'right', cell: ({ textHash }) => (textHash === null ? t.code : t.report) },
  ];
}

function metersText(meters: ReceivedReport['usage']['meters'] = {}): string {
  return Object.entries(meters)
    .map(([code, { used }]) => `${code}: ${used}`)
    .join(', ');
}
