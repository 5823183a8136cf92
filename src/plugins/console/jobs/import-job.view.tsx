import type { VNode } from 'preact';
import type { Page as PageOfRows } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import { CHECK_IMPORT } from '../../../core/licensing';
import { importedRow, type LicenseImport, licenseRow } from '../../../core/licensing/internal';
import type { BackgroundJob, BackgroundJobRow } from '../../../core/platform';
import { Banner } from '../../../pages/components/banner';
import { ButtonLink, Button, PostButton } from '../../../pages/components/button';
import { Form, FormFoot } from '../../../pages/components/form';
import { listPage } from '../../../pages/components/list-page';
import { ListPager } from '../../../pages/components/list-pager';
import { cursorPages } from '../../../pages/components/list-pages';
import { LiveStatus, Refreshed } from '../../../pages/components/live';
import { PageHeader, Section } from '../../../pages/components/page-parts';
import { type Column } from '../../../pages/components/table';
import { Key } from '../../../pages/components/text';
import { headOf, LeftAside } from '../../../pages/import/import.view';
import { RowsTable } from '../../../pages/import/import-rows';
import { Page } from '../../../pages/kit/page';
import { jobPath, licensePath } from '../../../pages/kit/record-paths';
import { LICENSE_UPLOAD } from '../license-imports/license-import-kind';
import { importPath } from '../license-list/license-paths';
import { mistakesOf, problemsOf } from './import-mistakes';
import { isUndoable, type JobTab, UndoAction, undoText } from './job-result.view';
import { jobTitle } from './job-words';
import { Origin, Progress, REFRESH_SECONDS, type ShownRow } from './job.view';

export interface ImportJobData {
  readonly job: BackgroundJob;
  readonly file: LicenseImport;
  readonly rows: PageOfRows<BackgroundJobRow>;
  readonly canWrite: boolean;
}

/** Places of the steps. */
const CHECK = 2;
const IMPORT = 3;

function stepOf({ kind }: BackgroundJob): number {
  return kind === CHECK_IMPORT ? CHECK : IMPORT;
}

/** A check or an import that waits or runs. */
export function importRunPage({ job, file, rows, canWrite }: ImportJobData): Page {
  const t = texts('licenseImport');
  const jobs = texts('jobs');
  const title = jobTitle(job);
  const isCheck = job.kind === CHECK_IMPORT;
  const { above, crumbs } = headOf(LICENSE_UPLOAD, stepOf(job));
  const actions = (
    <>
      <LiveStatus href={jobPath(job.uid)} action={jobs.reload} />
      {canWrite && <PostButton look="danger" icon="circle-stop" action={`${jobPath(job.uid)}/stop`} text={jobs.stop} />}
    </>
  );
  const legend = isCheck
    ? { changed: t.correct, notChanged: t.withMistakes }
    : { changed: t.isImported, notChanged: t.notImported };
  const body = (
    <Refreshed seconds={REFRESH_SECONDS}>
      <PageHeader title={title} crumbs={crumbs} lead={<Origin job={job} />} actions={actions} />
      {above}
      <div data-live="progress">
        <Progress job={job} legend={legend} />
      </div>
      <Section
        id="mistakes"
        title={legend.notChanged}
        note={job.failed > 0 ? t.soFar({ count: job.failed }) : isCheck ? t.noMistakesSoFar : undefined}
        isLive
      >
        {rows.rows.length > 0 && <FileRows file={file} rows={rows.rows} />}
      </Section>
    </Refreshed>
  );
  return new Page({ title, body, reloadSeconds: REFRESH_SECONDS });
}

/** The third step: all mistakes of the file, and the import of its other rows. */
export function checkedPage({ job, file, rows, canWrite }: ImportJobData): Page {
  const t = texts('licenseImport');
  const title = jobTitle(job);
  const { above, crumbs } = headOf(LICENSE_UPLOAD, CHECK);
  const count = job.failed > 0 ? job.failed : job.changed;
  const path = jobPath(job.uid);
  const canImport = canWrite && job.state === 'done' && job.changed > 0 && file.importedBy === undefined;
  const body = (
    <>
      <PageHeader title={title} crumbs={crumbs} lead={<Origin job={job} />} />
      {above}
      <CheckResult job={job} file={file} />
      <LeftAside columns={file.leftAside ?? []} values={0} />
      {rows.rows.length > 0 && (
        <Section
          id="rows"
          title={job.failed > 0 ? t.mistakes : t.rows}
          note={t.shown({ shown: rows.rows.length, count })}
        >
          <FileRows file={file} rows={rows.rows} />
          <ListPager
            path={path}
            query={{}}
            pages={cursorPages(rows)}
            rows={rows.rows}
            order={texts('lists').inFileOrder}
            total={{ count }}
          />
        </Section>
      )}
      {canWrite && (
        <Form action={`${path}/import`}>
          <FormFoot>
            {canImport && <Button look="primary" icon="upload" text={t.importCorrect({ count: job.changed })} />}
            <ButtonLink icon="upload" href={importPath} text={t.uploadAgain} />
            {canImport && <p class="hint">{t.undoable}</p>}
          </FormFoot>
        </Form>
      )}
    </>
  );
  return new Page({ title, body });
}

function CheckResult({ job, file }: Pick<ImportJobData, 'job' | 'file'>): VNode {
  const t = texts('licenseImport');
  const { state, done, total, changed, failed } = job;
  if (file.importedBy !== undefined) {
    return (
      <Banner
        tone="neutral"
        title={t.startedText}
        action={<ButtonLink href={jobPath(file.importedBy)} text={t.showImport} />}
      />
    );
  }
  const mistakes = failed > 0 && (
    <ButtonLink
      icon="download"
      href={`${jobPath(job.uid)}/mistakes.csv`}
      download="mistakes.csv"
      text={t.mistakesCsv}
    />
  );
  if (state === 'stopped') {
    return (
      <Banner tone="warn" title={t.checkStopped({ done, total })} action={mistakes}>
        {t.checkStoppedText}
      </Banner>
    );
  }
  if (failed === 0) {
    return (
      <Banner tone="ok" title={t.allRight({ count: total })}>
        {t.allRightText}
      </Banner>
    );
  }
  return (
    <Banner tone={changed > 0 ? 'warn' : 'bad'} title={t.someWrong({ wrong: failed, count: total })} action={mistakes}>
      {changed > 0 ? t.someWrongText({ correct: changed }) : t.noneCorrect}
    </Banner>
  );
}

interface FileRowsProps {
  readonly file: LicenseImport;
  readonly rows: readonly BackgroundJobRow[];
}

function FileRows({ file: { columns }, rows }: FileRowsProps): VNode {
  return (
    <RowsTable
      kind={LICENSE_UPLOAD}
      rows={rows.map((row) => licenseRow(importedRow(row), columns))}
      problems={rows.flatMap(problemsOf)}
    />
  );
}

interface ImportResult extends Omit<ImportJobData, 'rows'> {
  readonly tab: JobTab;
  readonly rows: PageOfRows<ShownRow>;
  /** The job that undoes the import. */
  readonly related?: BackgroundJob;
}

/** The last step: the licenses that were imported. */
export function importResultPage({ job, rows, tab, related, canWrite }: ImportResult): Page {
  const t = texts('licenseImport');
  const { above, crumbs } = headOf(LICENSE_UPLOAD, IMPORT + 1);
  const views = [
    { value: 'changed', title: t.isImported, count: job.changed },
    { value: 'not_changed', title: t.notImported, count: job.failed },
    { value: 'pending', title: t.notTouched, count: job.total - job.done },
  ];
  return listPage<ShownRow>({
    title: jobTitle(job),
    crumbs,
    lead: <Origin job={job} />,
    above: (
      <>
        {above}
        <ImportResultBanner job={job} related={related} canWrite={canWrite} />
      </>
    ),
    path: jobPath(job.uid),
    query: { tab },
    views: { label: t.tabs, field: 'tab', all: views.filter(({ value, count }) => value !== 'pending' || count > 0) },
    rows: rows.rows,
    columns: tab === 'changed' ? importedColumns() : otherColumns(),
    order: texts('lists').inFileOrder,
    total: { count: views.find(({ value }) => value === tab)?.count ?? rows.rows.length },
    pages: cursorPages(rows),
    empty: { icon: 'list-checks', title: t.noRows, text: t.noRowsText },
  });
}

function ImportResultBanner({ job, related, canWrite }: Pick<ImportResult, 'job' | 'related' | 'canWrite'>): VNode {
  const t = texts('licenseImport');
  const { changed, failed, state, total, done } = job;
  const tone = state === 'failed' ? 'bad' : failed > 0 || state === 'stopped' ? 'warn' : 'ok';
  const canUndo = isUndoable(job);
  const actions = (
    <>
      <ButtonLink icon="download" href={`${jobPath(job.uid)}/result.csv`} download="licenses.csv" text={t.keysCsv} />
      <UndoAction job={job} canUndo={canUndo && canWrite} related={related} />
    </>
  );
  return (
    <Banner tone={tone} title={t.imported({ count: changed })} action={actions}>
      {state === 'stopped' && `${t.notStopped({ count: total - done })} `}
      {failed > 0 && `${t.someFailed({ count: failed })} `}
      {t.resultText} {canUndo && job.undoUntil ? t.undoUntil({ until: job.undoUntil }) : undoText(job, false, related)}
    </Banner>
  );
}

function lineColumn(): Column<ShownRow> {
  return {
    head: texts('licenseImport').row,
    width: 10,
    isRight: true,
    onCard: 'left',
    cell: (row) => formatNumber(importedRow(row).row),
  };
}

function importedColumns(): Column<ShownRow>[] {
  const t = texts('jobs');
  return [
    lineColumn(),
    {
      head: t.license,
      width: 40,
      onCard: 'title',
      cell: ({ label, license }) =>
        license ? (
          <a class="row-link" href={licensePath(license.uid)}>
            <Key value={label} isCut />
          </a>
        ) : (
          <Key value={label} isCut />
        ),
    },
    {
      head: texts('licenses').column.customer,
      onCard: 'wide',
      cell: ({ license }) => license?.customer?.name ?? <span class="unset">{texts('bulk').noCustomer}</span>,
    },
  ];
}

function otherColumns(): Column<ShownRow>[] {
  const t = texts('licenseImport');
  return [
    lineColumn(),
    {
      head: t.why,
      onCard: 'title',
      cell: (row) => mistakesOf(row),
    },
  ];
}
