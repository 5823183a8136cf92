import type { ComponentChildren, VNode } from 'preact';
import type { Page as Rows } from '../../core/common';
import { formatBytes, formatDay, texts } from '../../core/i18n';
import type { StoredFile } from '../../core/platform';
import { type ActionLink, ButtonLink } from './button';
import { numberedPages } from './list-pages';
import { Menu, MenuRule, Section } from './page-parts';
import { type Column, Table } from './table';
import { CopyButton, DescriptionList } from './text';
import { ROWS_PER_PAGE } from '../kit/list-query.dto';

/** A calendar date, the same in every time zone. */
export function Day({ day }: { readonly day: string }): VNode {
  return <time dateTime={day}>{formatDay(day)}</time>;
}

/** The rows, order and pages of a list by number. */
export function listed<T>({ rows, total }: Rows<T>, page: number) {
  const pages = numberedPages({ page, perPage: ROWS_PER_PAGE, total: total ?? rows.length });
  return { rows, order: texts('lists').newestFirst, pages };
}

export function noMatch(title: string, q: string | undefined) {
  const t = texts('catalog');
  return { title, text: q === undefined ? undefined : t.nothingFound({ q }), showAll: t.showAll };
}

/** Title, address and buttons of a form that adds to a list. */
export function addFrame(title: string, list: string) {
  return { title, action: `${list}/new`, verb: title, cancel: list };
}

/** Title, address and buttons of a form that changes a thing. */
export function editFrame(title: string, path: string) {
  return { title, action: `${path}/edit`, verb: texts('catalog').save, cancel: path };
}

interface EditActionsProps {
  /** The path of the thing. */
  readonly path: string;
  /** Changes the status of the thing, in the menu. */
  readonly change?: ComponentChildren;
  /** The primary button. */
  readonly children?: ComponentChildren;
}

/** Actions beside the title of a page. */
export function EditActions({ path, change, children }: EditActionsProps): VNode {
  const t = texts('catalog');
  return (
    <>
      <Menu label={t.moreActions} isIcon>
        {change && (
          <>
            {change}
            <MenuRule />
          </>
        )}
        <ButtonLink look="danger" icon="trash-2" href={`${path}/delete`} text={t.remove} />
      </Menu>
      <ButtonLink icon="pencil" href={`${path}/edit`} text={t.edit} />
      {children}
    </>
  );
}

interface TableSectionProps<T> {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  /** Leads to the form of a new row. */
  readonly add?: ActionLink | false;
  readonly rows: readonly T[];
  /** Without those that are false. */
  readonly columns: readonly (Column<T> | false)[];
  /** Shown without rows. */
  readonly empty: string;
  /** Below the table. */
  readonly children?: ComponentChildren;
}

/** A table in a page about one thing. */
export function TableSection<T>({ id, title, note, add, rows, columns, empty, children }: TableSectionProps<T>): VNode {
  const action = add ? <ButtonLink look={add.look} isSmall icon="plus" href={add.href} text={add.title} /> : undefined;
  return (
    <Section id={id} title={title} note={note} action={action}>
      {rows.length === 0 ? (
        <p class="unset">{empty}</p>
      ) : (
        <>
          <Table label={title} rows={rows} columns={columns.filter((column) => column !== false)} />
          {children}
        </>
      )}
    </Section>
  );
}

interface FileSectionProps {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly file: StoredFile | null | undefined;
  /** The form that uploads a file, below which are its download and its deletion. */
  readonly path: string;
  readonly canWrite: boolean;
  readonly upload: string;
  readonly replace: string;
  /** Only for files that can be deleted. */
  readonly deleteFile?: string;
  /** Shown without a file. */
  readonly missing: string;
  readonly children?: ComponentChildren;
}

/** The file of a thing, with what can be done with it. */
export function FileSection(props: FileSectionProps): VNode {
  const { id, title, note, file, path, canWrite, upload, replace, deleteFile, missing, children } = props;
  const action = canWrite ? <ButtonLink isSmall icon="upload" href={path} text={file ? replace : upload} /> : undefined;
  return (
    <Section id={id} title={title} note={note} action={action}>
      {file ? (
        <FileFacts file={file} path={path} deleteFile={canWrite && deleteFile} />
      ) : (
        <p class="unset">{missing}</p>
      )}
      {children}
    </Section>
  );
}

interface FileFactsProps {
  readonly file: StoredFile;
  readonly path: string;
  readonly deleteFile?: string | false;
}

function FileFacts({ file: { name, size, sha256 }, path, deleteFile }: FileFactsProps): VNode {
  const t = texts('catalog');
  const hash = (
    <>
      <code class="key-whole">{sha256}</code> <CopyButton value={sha256} what="SHA-256" />
    </>
  );
  return (
    <>
      <DescriptionList
        items={[
          { term: t.file, value: name },
          { term: t.size, value: formatBytes(size) },
          { term: 'SHA-256', value: hash },
        ]}
      />
      <div class="actions file-actions">
        <ButtonLink isSmall icon="download" href={`${path}/download`} text={t.download} />
        {deleteFile && <ButtonLink href={`${path}/delete`} isSmall look="quiet" icon="trash-2" text={deleteFile} />}
      </div>
    </>
  );
}
