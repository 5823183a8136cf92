import type { VNode } from 'preact';
import { texts } from '../../core/i18n';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { detailPage } from '../components/detail-page';
import { type QueryFields, withQuery } from '../components/filters';
import { ErrorSummary, FormFoot, HiddenFields, HintAndError, idOf } from '../components/form';
import { Icon } from '../components/icon';
import { PostForm } from '../components/post-form';
import { type Crumb, MenuRule } from '../components/page-parts';
import type { FormState } from '../kit/form-state';
import type { Page } from '../kit/page';
import { EXPORTS_PATH, withColumns } from './export-paths';
import { COLUMN_SETS, EXPORT_LIMITS, type ExportedFile, type ListExport, type RowCount } from './list-export';
import { columnName, nameOf } from './export-words';

export interface AskedExport extends RowCount {
  readonly form: FormState;
  readonly name: string;
  /** The filters in words; empty for all rows. */
  readonly description: string;
  readonly allColumns: readonly string[];
  readonly columns: readonly string[];
  readonly sets?: ExportedFile['sets'];
  readonly path: string;
  readonly fields: QueryFields;
  /** The list that the rows are from. */
  readonly list: Crumb;
}

/** Asks which columns a file is to have. Many rows are not sent at once, but written in the background. */
export function exportPage(asked: AskedExport): Page {
  const t = texts('exports');
  const { name, description, count, isMore, path, fields, list, form } = asked;
  const content = (
    <>
      <HiddenFields fields={fields} />
      <Columns {...asked} />
      <FormFoot>
        <Button look="primary" icon="download" text={isMore ? t.prepare : t.download({ count })} />
        <ButtonLink href={list.href} text={t.back} />
      </FormFoot>
    </>
  );
  return detailPage({
    title: t.titleOf({ name: nameOf(name) }),
    crumbs: [list],
    lead: description === '' ? t.allRows : description,
    actions: [{ title: t.title, href: EXPORTS_PATH, icon: 'download' }],
    width: 'form',
    main: (
      <>
        <ErrorSummary form={form} title={t.notStarted} />
        <Banner tone="neutral" icon="info" title={titleOf(asked)}>
          {isMore ? t.inBackground : t.atOnce}
        </Banner>
        {isMore ? (
          <PostForm class="form export-form" action={path}>
            {content}
          </PostForm>
        ) : (
          <form class="form export-form" method="get" action={`${path}/file`}>
            {content}
          </form>
        )}
      </>
    ),
  });
}

function titleOf({ count, isMore }: AskedExport): string {
  const t = texts('exports');
  if (!isMore) {
    return t.match({ count });
  }
  const { directRows } = EXPORT_LIMITS;
  return count < directRows ? t.uncounted : t.moreMatch({ count: directRows });
}

function Columns({ allColumns, columns, sets, isMore, form, path, fields }: AskedExport): VNode {
  const t = texts('exports');
  const id = idOf('column');
  const problem = form.shownProblemOf('column');
  // A body has lists in brackets, an address repeats the name.
  const field = isMore ? 'column[]' : 'column';
  form.setLabel('column', t.columns);
  const hint = (
    <>
      {t.columnsHint}{' '}
      {sets &&
        COLUMN_SETS.map((set) => (
          <>
            <a href={withColumns(path, fields, sets[set])}>{t.sets[set]}</a>
            {' · '}
          </>
        ))}
      <a href={withQuery(path, fields)}>{t.allColumns}</a>
      {' · '}
      <a href={withColumns(path, fields, [''])}>{t.noColumns}</a>
    </>
  );
  return (
    <fieldset class="field checkbox-group" id={id} tabIndex={-1}>
      <legend>{t.columns}</legend>
      <HintAndError id={id} hint={hint} problem={problem} />
      <div class="checkbox-sets">
        <ColumnBoxes {...{ field, allColumns, columns }} />
      </div>
    </fieldset>
  );
}

interface ColumnBoxesProps extends Pick<AskedExport, 'allColumns' | 'columns'> {
  /** The name of the field. */
  readonly field: string;
}

/** The columns in words, with the ticks of those that are chosen. */
function ColumnBoxes({ field, allColumns, columns }: ColumnBoxesProps): VNode {
  return (
    <>
      <input type="hidden" name={field} value="" />
      {allColumns.map((column) => (
        <label class="checkbox" key={column} title={column}>
          <input type="checkbox" name={field} value={column} checked={columns.includes(column)} />
          <span>{columnName(column)}</span>
        </label>
      ))}
    </>
  );
}

/** The export of a list, on the list: all columns, those for a purpose, or chosen ones. */
export function exportMenu<Q extends object>(list: ListExport<Q>, query: Q): VNode {
  const t = texts('exports');
  const { columns, sets } = list.file(query);
  const fields = list.fields(query);
  const path = `${list.path(query)}/file`;
  return (
    <details class="menu">
      <summary class="btn btn-default">
        <Icon name="download" />
        <span>{t.action}</span>
      </summary>
      <div class="menu-panel">
        <p class="menu-title">{t.panel}</p>
        <a href={withQuery(path, fields)}>{t.allColumns}</a>
        {sets &&
          COLUMN_SETS.map((set) => (
            <a key={set} href={withColumns(path, fields, sets[set])}>
              {t.sets[set]}
            </a>
          ))}
        <MenuRule />
        <form class="filter-form" method="get" action={path}>
          <HiddenFields fields={fields} />
          <fieldset class="field checkbox-group">
            <legend>{t.columns}</legend>
            <ColumnBoxes field="column" allColumns={columns} columns={columns} />
          </fieldset>
          <Button text={t.chosen} />
        </form>
      </div>
    </details>
  );
}
