import type { VNode } from 'preact';
import { texts, viewer } from '../../../core/i18n';
import { ROW_KINDS } from '../imports/import-row.entity';
import { rowsOf } from '../imports/import-counts';
import { batchOf } from '../imports/import-request';
import { canReadOn, type Import } from '../imports/import.entity';
import type { LeftOutSample } from '../imports/import-samples.service';
import { Banner } from '../../../pages/components/banner';
import { Button, ButtonLink, PostButton } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { TextField } from '../../../pages/components/fields';
import { withQuery } from '../../../pages/components/filters';
import { ErrorSummary, Form, FormFoot } from '../../../pages/components/form';
import { LiveStatus, Refreshed } from '../../../pages/components/live';
import { Steps } from '../../../pages/components/lists';
import { PageHeader, Section } from '../../../pages/components/page-parts';
import { ProgressBar } from '../../../pages/components/progress';
import { type Column, Table } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import type { FormState } from '../../../pages/kit/form-state';
import { Page } from '../../../pages/kit/page';
import { CountsSection, LeftOutSection, NotesSection, totalOf } from './import-counts.view';
import { importPath, IMPORTS_PATH, UPLOAD_PATH } from './import-paths';
import { ReasonText, sourceTitle } from './import-words';

/** A working import is read again so often. */
const REFRESH_SECONDS = 5;
/** Without a step for so long, it was interrupted. */
const STALLED_MS = 30_000;
const UPLOAD = 0;
const CHECK = 1;
const IMPORT = 2;
const DONE = 3;

export interface ImportPageData {
  readonly of: Import;
  /** Whether the user may import. */
  readonly canWrite: boolean;
  readonly samples: readonly LeftOutSample[];
}

export const importCrumbs = () => [{ title: texts('serverImports').title, href: IMPORTS_PATH }];

/** The title of an import with its origin and its step. */
export function headOf(of: Import) {
  const { fileName, source, actor, createdAt, state, api } = of;
  const t = texts('serverImports');
  const steps = texts('import').steps;
  const current =
    of.appliedAt === null ? (state === 'failed' ? UPLOAD : CHECK) : of.finishedAt === null ? IMPORT : DONE;
  return {
    title: t.importOf({ file: fileName }),
    crumbs: importCrumbs(),
    lead: (api ? t.apiOrigin : t.origin)({ source: sourceTitle(source), actor, at: createdAt }),
    steps: <Steps steps={steps} current={current} />,
  };
}

/** An import that a job works on. */
export function workingPage({ of, canWrite }: Pick<ImportPageData, 'of' | 'canWrite'>): Page {
  const t = texts('serverImports');
  const { title, crumbs, lead, steps } = headOf(of);
  const path = importPath(of.uid);
  const isStalled = viewer().now.getTime() - of.continuedAt.getTime() > STALLED_MS;
  const body = (
    <Refreshed seconds={REFRESH_SECONDS}>
      <PageHeader title={title} crumbs={crumbs} lead={lead} actions={<LiveStatus href={path} />} />
      {steps}
      <Section id="progress" title={t.states[of.state]} isLive>
        <Progress of={of} />
        {isStalled && <p class="hint">{t.stalled({ at: of.continuedAt })}</p>}
        {isStalled && canWrite && <PostButton isSmall icon="circle-play" action={`${path}/resume`} text={t.resume} />}
      </Section>
      <CountsSection of={of} isCheck={of.appliedAt === null} />
    </Refreshed>
  );
  return new Page({ title, body, reloadSeconds: REFRESH_SECONDS });
}

function Progress({ of }: { readonly of: Import }): VNode {
  const t = texts('serverImports');
  const total = totalOf(of);
  // Neither a file nor an API says how much it has.
  return of.state === 'reading' ? (
    <p>{of.api?.next ? t.pagesRead({ count: of.api.pages }) : t.readSoFar({ count: total })}</p>
  ) : (
    <ProgressBar done={visited(of)} total={total} left={t.mayLeave} />
  );
}

/** Rows that the job has visited, kind by kind; an undo begins with the last kind. */
function visited({ state, kind, position, counts }: Import): number {
  if (kind === null) {
    return 0;
  }
  const kinds = state === 'undoing' ? [...ROW_KINDS].reverse() : ROW_KINDS;
  const before = kinds.slice(0, kinds.indexOf(kind));
  return before.reduce((sum, one) => sum + rowsOf(counts, one), position);
}

interface ResultPageData extends ImportPageData {
  /** Address of the renewals of its licenses; null if the viewer may not see them. */
  readonly renewals: string | null;
  readonly form: FormState;
}

/** An import that was confirmed, or whose file was not read. */
export function resultPage({ of, canWrite, samples, renewals, form }: ResultPageData): Page {
  const { title, crumbs, lead, steps } = headOf(of);
  const t = texts('serverImports');
  return detailPage({
    title,
    crumbs,
    lead,
    actions: [
      of.state !== 'failed' && { title: t.licensesMade, href: withQuery('/console/licenses', { batch: batchOf(of) }) },
      of.state === 'done' &&
        renewals !== null && { title: t.renewals, href: renewals, icon: 'calendar-clock' as const },
      of.state === 'failed' &&
        of.api === null &&
        canWrite && { title: t.uploadAgain, href: UPLOAD_PATH, icon: 'upload' as const },
    ],
    above: (
      <>
        {steps}
        <ErrorSummary form={form} title={t.failedApi} />
        <ResultBanner of={of} canWrite={canWrite} />
      </>
    ),
    main: (
      <>
        {canWrite && <ReadOnSection of={of} form={form} />}
        <UsedSection of={of} />
        {totalOf(of) > 0 && <CountsSection of={of} />}
        <LeftOutSection of={of} samples={samples} />
        <NotesSection of={of} />
      </>
    ),
  });
}

function ResultBanner({ of, canWrite }: { readonly of: Import; readonly canWrite: boolean }): VNode {
  const t = texts('serverImports');
  if (of.state === 'failed') {
    return (
      <Banner tone="bad" title={of.api ? t.failedApi : t.failed} isAlert>
        <p>
          <ReasonText reason={of.failure?.reason ?? 'internal'} />
        </p>
        <p lang="en">{of.failure?.detail}</p>
      </Banner>
    );
  }
  if (of.undoneAt !== null) {
    return (
      <Banner tone="neutral" icon="rotate-ccw" title={t.undone({ at: of.undoneAt })}>
        {t.undoneText({ count: totalOf(of, 'undone') })}
      </Banner>
    );
  }
  const canUndo = of.undoUntil !== null && of.undoUntil > viewer().now;
  return (
    <Banner
      tone="ok"
      title={t.made({ count: totalOf(of, 'made') })}
      action={
        canUndo && canWrite ? (
          <ButtonLink icon="rotate-ccw" href={`${importPath(of.uid)}/undo`} text={t.undo} />
        ) : undefined
      }
    >
      <p>{balance(of)}</p>
      <p>{of.undoUntil === null || !canUndo ? t.undoOver : t.undoUntil({ until: of.undoUntil })}</p>
    </Banner>
  );
}

/** The token of an API is entered again, and the pages that were read are not read again. */
function ReadOnSection({ of, form }: { readonly of: Import; readonly form: FormState }): VNode | null {
  const t = texts('serverImports');
  return canReadOn(of) ? (
    <Section id="read-on" title={t.readOn} note={t.readOnNote({ count: of.api?.pages ?? 0 })}>
      <Form action={`${importPath(of.uid)}/resume`}>
        <TextField form={form} name="token" type="password" label={t.token} isMono />
        <FormFoot>
          <Button look="primary" icon="circle-play" text={t.readOnVerb} />
        </FormFoot>
      </Form>
    </Section>
  ) : null;
}

/** Every row that was read has one outcome. */
function balance(of: Import): string {
  return texts('serverImports').balance({
    read: totalOf(of),
    made: totalOf(of, 'made'),
    there: totalOf(of, 'there'),
    leftOut: totalOf(of, 'left_out'),
  });
}

type Used = NonNullable<Import['used']>[number];

/** Why the last undo was refused. */
function UsedSection({ of }: { readonly of: Import }): VNode | null {
  const t = texts('serverImports');
  if (of.state !== 'done' || !of.used?.length) {
    return null;
  }
  const columns: Column<Used>[] = [
    { head: t.reason, width: 40, onCard: 'title', cell: ({ reason }) => <ReasonText reason={reason} /> },
    { head: t.kind, onCard: 'left', cell: ({ kind }) => t.kinds[kind] },
    { head: t.rowCount, width: 10, isRight: true, onCard: 'right', cell: ({ count }) => t.number({ count }) },
    {
      head: t.examples,
      width: 30,
      onCard: 'wide',
      cell: ({ samples }) => (
        <code class="cut" title={samples.join(', ')}>
          {samples.join(', ')}
        </code>
      ),
    },
  ];
  return (
    <>
      <Banner tone="warn" id="used" title={t.notUndone}>
        {t.notUndoneText}
      </Banner>
      <Section id="used-rows" title={t.usedSince}>
        <Table label={t.usedSince} rows={of.used} columns={columns} />
      </Section>
    </>
  );
}

/** The import that an undo is about. */
export function undoneFacts(of: Import) {
  const t = texts('serverImports');
  return [
    { term: t.file, value: of.fileName },
    { term: t.source, value: sourceTitle(of.source) },
    { term: t.importedAt, value: of.finishedAt && <Time at={of.finishedAt} /> },
  ];
}
