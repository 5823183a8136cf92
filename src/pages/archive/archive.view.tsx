import type { Page as Rows } from '../../core/common';
import { formatDateTime, texts } from '../../core/i18n';
import { Banner } from '../components/banner';
import { PostButton } from '../components/button';
import { ConfirmForm } from '../components/confirmation';
import { ErrorSummary } from '../components/form';
import { detailPage } from '../components/detail-page';
import { listPage } from '../components/list-page';
import { trailPages } from '../components/list-pages';
import { Section } from '../components/page-parts';
import { RowTitle } from '../components/table';
import { DescriptionList, Time } from '../components/text';
import type { CursorPageDto } from '../kit/cursor-page';
import type { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { type ArchivedThing, type ArchiveKind, archivePaths } from './archive-kind';

export const THINGS_PER_PAGE = 50;

interface Place extends CursorPageDto {
  readonly q?: string;
}

export function archivedList({ noun, listPath }: ArchiveKind, place: Place, { rows, next }: Rows<ArchivedThing>): Page {
  const t = texts('archive');
  const { q, after, trail } = place;
  return listPage({
    title: t.title[noun],
    crumbs: [{ title: t.list[noun], href: listPath }],
    lead: t.lead,
    path: archivePaths(listPath).list,
    query: { q },
    search: { label: t.search, placeholder: t.searchHint, hasNoClear: true },
    rows,
    columns: [
      {
        head: t.name[noun],
        width: 40,
        onCard: 'title',
        cell: ({ uid, name, note }) => <RowTitle href={archivePaths(listPath, uid).page} title={name} note={note} />,
      },
      {
        name: 'deleted',
        head: t.deletedAt,
        onCard: 'left',
        cell: ({ archive }) => <Time at={archive.archivedAt} as="age" />,
      },
      {
        name: 'until',
        head: t.until,
        isRight: true,
        onCard: 'right',
        cell: ({ archive }) => <Time at={archive.restorableUntil} as="date" />,
      },
    ],
    order: texts('lists').newestFirst,
    pages: trailPages({ after, trail }, next, THINGS_PER_PAGE),
    empty: { icon: 'trash-2', title: t.emptyTitle, text: t.emptyText },
    noMatch: { title: t.noMatch, showAll: t.showAll },
  });
}

interface PageState {
  readonly canWrite: boolean;
  /** Says why it was not restored. */
  readonly form?: FormState;
}

export function archivedPage(kind: ArchiveKind, thing: ArchivedThing, { canWrite, form }: PageState): Page {
  const t = texts('archive');
  const { listPath } = kind;
  const { restore, purge } = archivePaths(listPath, thing.uid);
  const { archivedAt, restorableUntil } = thing.archive;
  return detailPage({
    title: thing.name,
    crumbs: crumbsOf(kind),
    actions: canWrite && [{ title: t.purge, icon: 'trash-2', look: 'danger', href: purge }],
    above: (
      <>
        {form && <ErrorSummary form={form} title={t.notRestored} />}
        <Banner
          tone="warn"
          id="archived"
          icon="trash-2"
          title={t.banner({ until: formatDateTime(restorableUntil) })}
          action={canWrite ? <PostButton icon="rotate-ccw" action={restore} text={t.restore} /> : undefined}
        >
          {t.bannerText({ at: formatDateTime(archivedAt) })}
        </Banner>
      </>
    ),
    main: (
      <Section id="details" title={t.details}>
        <DescriptionList items={thing.facts} />
      </Section>
    ),
  });
}

export function purgeForm(kind: ArchiveKind, { uid, name, facts }: ArchivedThing): ConfirmForm {
  const t = texts('archive');
  const { list, page, purge } = archivePaths(kind.listPath, uid);
  return new ConfirmForm({
    title: t.purgeTitle({ name }),
    crumbs: [...crumbsOf(kind), { title: name, href: page }],
    undo: { isPossible: false, text: t.purgeUndo },
    about: facts,
    consequences: [
      { icon: 'trash-2', tone: 'bad', text: t.purgeGone },
      ...(kind.noun === 'license' ? [{ icon: 'key', text: t.purgeKey } as const] : []),
      { icon: 'file-text', text: t.auditKept },
    ],
    action: purge,
    verb: t.purge,
    keep: { title: t.keep, href: page },
    submit: async () => {
      await kind.purge(uid);
      return SeeOther.done(list, t.purged({ name }));
    },
  });
}

function crumbsOf({ noun, listPath }: ArchiveKind) {
  const t = texts('archive');
  return [
    { title: t.list[noun], href: listPath },
    { title: t.title[noun], href: archivePaths(listPath).list },
  ];
}
