import type { VNode } from 'preact';
import type { Policy, Product } from '../../../core/catalog';
import type { Group } from '../../../core/customers';
import type { Page as Rows } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import type { LicenseWithUsage } from '../../../core/licensing';
import type { BulkAction, BulkActionName, BulkPreview } from '../../../core/licensing/internal';
import { Banner } from '../../../pages/components/banner';
import { Button, ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { TextField } from '../../../pages/components/fields';
import { withQuery } from '../../../pages/components/filters';
import { ErrorSummary, Form, FormFoot, HiddenFields, idOf } from '../../../pages/components/form';
import { LicenseBadge } from '../../../pages/components/license-badge';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import { EmptyState, Section } from '../../../pages/components/page-parts';
import { Figures } from '../../../pages/components/text';
import { JobSteps } from '../../../pages/components/job-steps';
import type { FormState } from '../../../pages/kit/form-state';
import type { Page } from '../../../pages/kit/page';
import {
  asksNumber,
  type BulkFormDto,
  changeText,
  checkFields,
  isSelected,
  PREVIEW_FIELD,
  selectionFields,
  type SkippedQueryDto,
} from './bulk-form';
import { BulkParameters } from './bulk-parameters.view';
import { LicenseName, Sample } from './bulk-sample.view';
import { bulkPath, exportPath, licensesCrumbs, listPath, SUGGEST_CUSTOMERS } from './license-paths';
import { filterWords } from './selection-words';

const UNDO_DAYS = 7;

export interface CheckData {
  readonly action: BulkActionName;
  readonly input: BulkFormDto;
  readonly form: FormState;
  readonly policies: readonly Policy[];
  readonly groups: readonly Group[];
  readonly products: readonly Product[];
  /** A parameter is wrong. */
  readonly isWrong: boolean;
  /** None until all parameters are there. */
  readonly preview?: BulkPreview;
  /** Webhooks that receive the event. */
  readonly told?: number;
}

type Previewed = CheckData & { readonly preview: BulkPreview };

export function checkPage(data: CheckData): Page {
  const { action, input, form, preview, isWrong } = data;
  const t = texts('bulk');
  if (preview?.matching === 0 || (!isSelected(input) && !isWrong)) {
    return emptyPage(action, input);
  }
  const main = (
    <Form action={bulkPath(action)} data={SUGGEST_CUSTOMERS}>
      <HiddenFields fields={selectionFields(input)} />
      <BulkParameters {...data} />
      {preview && <Effect {...data} preview={preview} />}
    </Form>
  );
  return detailPage({
    title: preview ? t.title[action]({ count: preview.matching }) : t.name[action],
    crumbs: licensesCrumbs(),
    lead: <SelectionInWords {...data} />,
    above: (
      <>
        <JobSteps current="check" />
        <ErrorSummary form={form} title={t.unchanged} />
      </>
    ),
    main,
  });
}

function emptyPage(action: BulkActionName, input: BulkFormDto): Page {
  const t = texts('bulk');
  const actions = <ButtonLink href={listPath(input)} text={t.backToList} />;
  const main = (
    <EmptyState icon="list-checks" title={t.none} actions={actions}>
      {t.noneText}
    </EmptyState>
  );
  return detailPage({ title: t.name[action], crumbs: licensesCrumbs(), main });
}

function SelectionInWords({ input, policies, products, groups }: CheckData): VNode {
  const t = texts('bulk');
  const words = filterWords({ query: input, policies, products, groups });
  const matching = words.length === 0 ? t.allLicenses : t.allMatching({ filters: words.join(' · ') });
  return (
    <>
      {input.all ? matching : t.selected({ count: input.id?.length ?? 0 })} ·{' '}
      <a href={listPath(input)}>{t.backToList}</a>
    </>
  );
}

function Effect(data: Previewed): VNode {
  const { action, input, preview, form } = data;
  const t = texts('bulk');
  const { willChange, matching, skipped } = preview;
  return (
    <>
      <input type="hidden" name={PREVIEW_FIELD} value={preview.digest} />
      <Counts {...data} />
      <div class="section" id={idOf(PREVIEW_FIELD)}>
        <Banner
          tone={willChange === 0 ? 'warn' : asksNumber(action, 2) ? 'bad' : 'neutral'}
          title={willChange === 0 ? t.nothing : effectOf(preview.change)}
        />
      </div>
      <div class="bulk-columns">
        {willChange > 0 && (
          <Section
            id="sample"
            title={t.sample}
            note={t.sampleOf({ count: preview.sample.length, all: willChange })}
            link={{ href: withQuery(exportPath, selectionFields(input)), title: t.asCsv }}
          >
            <Sample preview={preview} />
          </Section>
        )}
        {skipped.length > 0 && (
          <Section id="skipped" title={t.skippedTitle} note={formatNumber(matching - willChange)}>
            <Skipped {...data} skipped={skipped} />
          </Section>
        )}
      </div>
      {asksNumber(action, willChange) && (
        <TextField form={form} name="confirm" label={t.confirm({ count: willChange })} />
      )}
      <Foot {...data} />
    </>
  );
}

function effectOf({ action, until }: BulkAction): string {
  const t = texts('bulk');
  return action === 'extend' && until !== undefined ? t.effectUntil : t.effect[action];
}

function Counts({ action, preview, told = 0 }: Previewed): VNode {
  const { figures: t } = texts('bulk');
  const { willChange, matching, becomeUsable, skipped } = preview;
  const canBecomeUsable = action === 'extend' || action === 'enable' || action === 'unblock';
  const undo =
    action === 'delete'
      ? { label: t.undo, value: t.noUndo, of: t.noUndoOf }
      : { label: t.undo, value: t.undoDays({ days: UNDO_DAYS }), of: t.undoOf };
  return (
    <Figures
      items={[
        { label: t.change, value: formatNumber(willChange), of: t.changeOf({ count: matching }) },
        {
          label: t.skipped,
          value: formatNumber(matching - willChange),
          of: t.skippedOf({ count: skipped.length }),
        },
        canBecomeUsable ? { label: t.usable, value: formatNumber(becomeUsable), of: t.usableOf } : undo,
        { label: t.told, value: t.webhooks({ count: told }), of: t.toldOf },
      ]}
    />
  );
}

function Skipped({
  action,
  input,
  skipped,
}: Previewed & { readonly skipped: readonly BulkPreview['skipped'][number][] }): VNode {
  const t = texts('bulk');
  return (
    <ul class="bulk-skipped">
      {skipped.map(({ reason, count }) => (
        <li key={reason}>
          <b>{formatNumber(count)}</b>
          <span>
            {t.obstacles[reason]}
            <span class="row-note">{t.obstacleNotes[reason]}</span>
          </span>
          <a href={withQuery(`${bulkPath(action)}/skipped`, { ...checkFields(input), obstacle: reason })}>
            {t.show}
            <span class="visually-hidden">: {t.obstacles[reason]}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Foot({ action, input, preview }: Previewed): VNode {
  const t = texts('bulk');
  const { willChange, change } = preview;
  return (
    <FormFoot>
      {willChange > 0 && (
        <Button
          look={asksNumber(action, 2) ? 'danger-solid' : 'primary'}
          text={changeText(t.verb, change, willChange)}
        />
      )}
      <ButtonLink href={listPath(input)} text={t.keep} />
      {willChange > 0 && (
        <p class="foot-summary">
          {t.background} {t.canUndo({ days: UNDO_DAYS })}
        </p>
      )}
    </FormFoot>
  );
}

interface SkippedData {
  readonly action: BulkActionName;
  readonly input: SkippedQueryDto;
  readonly page: Rows<LicenseWithUsage>;
  readonly now: Date;
}

/** The licenses that a change skips for one reason. */
export function skippedPage({ action, input, page, now }: SkippedData): Page {
  const t = texts('bulk');
  const title = t.skippedRows({ obstacle: t.obstacles[input.obstacle] });
  const back = withQuery(bulkPath(action), checkFields(input));
  return listPage<LicenseWithUsage>({
    title,
    lead: t.obstacleNotes[input.obstacle],
    crumbs: [...licensesCrumbs(), { title: t.name[action], href: back }],
    actions: <ButtonLink href={back} text={t.backToCheck} />,
    path: `${bulkPath(action)}/skipped`,
    query: { ...checkFields(input), obstacle: input.obstacle },
    isBlank: true,
    rows: page.rows,
    columns: [
      { head: t.license, width: 40, onCard: 'title', cell: ({ license }) => <LicenseName license={license} /> },
      { head: t.status, onCard: 'status', cell: ({ license }) => <LicenseBadge status={license.statusAt(now)} /> },
    ],
    order: texts('lists').newestFirst,
    pages: cursorPages(page),
    empty: { icon: 'list-checks', title: t.none, text: t.noneText },
  });
}
