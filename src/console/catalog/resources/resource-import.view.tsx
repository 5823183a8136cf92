import type { VNode } from 'preact';
import { MAX_CSV_BYTES, MAX_CSV_ROWS } from '../../../common/csv/csv-rows';
import { type ImportReport, MAX_PROBLEMS, type RowProblem } from '../../../common/csv/import-report';
import { Banner } from '../../components/banner';
import { Button, ButtonLink } from '../../components/button';
import { FileField } from '../../components/fields';
import { ErrorSummary, Form, FormFoot } from '../../components/form';
import { Steps } from '../../components/lists';
import { PageHeader } from '../../components/page-parts';
import { type Column, Table } from '../../components/table';
import { formatBytes, formatNumber } from '../../kit/format';
import { FormState } from '../../kit/form-state';
import { Page } from '../../kit/page';
import { COMMON } from '../common-texts';
import { Part } from '../parts';
import { importResourcesPath as importPath, RESOURCES_PATH } from './resource-paths';
import { RESOURCE_TEXTS } from './resource-texts';

export function importResourcesPage(form: FormState): Page {
  const t = RESOURCE_TEXTS();
  const body = (
    <>
      <ImportHeader current={0} />
      <ErrorSummary form={form} title={t.importNothing} />
      <p class="prose">{t.importText(formatBytes(MAX_CSV_BYTES), formatNumber(MAX_CSV_ROWS))}</p>
      <UploadForm form={form} label={t.importFile} />
    </>
  );
  return new Page({ title: t.importTitle, width: 'form', body });
}

/** What is wrong with a file that was not imported, or that nothing is. */
export function checkedResourcesPage(report: ImportReport): Page {
  const t = RESOURCE_TEXTS();
  const isWrong = report.wrongRows > 0;
  const body = (
    <>
      <ImportHeader current={1} />
      <Outcome {...report} />
      {isWrong && <Problems problems={report.problems} />}
      <UploadForm form={FormState.empty()} label={isWrong ? t.importCorrected : t.importSame} />
    </>
  );
  const page = new Page({ title: t.importTitle, width: 'form', body });
  return isWrong ? page.refused(422) : page;
}

function ImportHeader({ current }: { readonly current: number }): VNode {
  const t = RESOURCE_TEXTS();
  return (
    <>
      <PageHeader title={t.importTitle} crumbs={[{ title: t.title, href: RESOURCES_PATH }]} lead={t.importLead} />
      <Steps steps={t.importSteps} current={current} />
    </>
  );
}

function Outcome({ rows, wrongRows }: ImportReport): VNode {
  const t = RESOURCE_TEXTS();
  return wrongRows === 0 ? (
    <Banner tone="ok" title={t.importGood(rows, formatNumber(rows))}>
      {t.importGoodText}
    </Banner>
  ) : (
    <Banner tone="bad" title={t.importWrong(formatNumber(wrongRows), formatNumber(rows))} isAlert>
      {t.importWrongText}
    </Banner>
  );
}

function Problems({ problems }: { readonly problems: readonly RowProblem[] }): VNode {
  const t = RESOURCE_TEXTS();
  const rows = problems.map((problem, index) => ({ ...problem, index }));
  const columns: Column<(typeof rows)[number]>[] = [
    { head: t.importRow, width: 10, onCard: 'title', cell: ({ row }) => formatNumber(row) },
    {
      head: t.importColumn,
      width: 20,
      onCard: 'status',
      cell: ({ field }) => (field === 'row' ? t.wholeRow : <code>{field}</code>),
    },
    { head: t.importProblem, onCard: 'wide', cell: reasonOf },
  ];
  return (
    <Part
      id="problems"
      title={t.importProblems}
      note={problems.length < MAX_PROBLEMS ? undefined : t.importShown(formatNumber(problems.length))}
    >
      <Table label={t.importProblems} rows={rows} columns={columns} keyOf={({ index }) => index} />
    </Part>
  );
}

function reasonOf({ reason, message }: RowProblem): string {
  const reasons: Readonly<Record<string, string>> = RESOURCE_TEXTS().reasons;
  return reasons[reason] ?? message;
}

function UploadForm({ form, label }: { readonly form: FormState; readonly label: string }): VNode {
  const t = RESOURCE_TEXTS();
  return (
    <div class="section">
      <Form action={importPath} isMultipart>
        <FileField form={form} name="file" label={label} accept=".csv,text/csv" />
        <FormFoot>
          <Button look="primary" icon="upload">
            {t.importVerb}
          </Button>
          <Button name="do" value="check">
            {t.importCheck}
          </Button>
          <ButtonLink look="quiet" href={RESOURCES_PATH}>
            {COMMON().cancel}
          </ButtonLink>
        </FormFoot>
      </Form>
    </div>
  );
}
