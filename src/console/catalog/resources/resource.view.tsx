import type { VNode } from 'preact';
import type { ResourceAllocation } from '../../../licensing/resources/resource-allocation.entity';
import type { Resource } from '../../../licensing/resources/resource.entity';
import { ButtonLink, PostButton } from '../../components/button';
import { detailPage } from '../../components/detail-page';
import { Section } from '../../components/page-parts';
import { type Column, Table, Pager } from '../../components/table';
import { DescriptionList, Key, Time } from '../../components/text';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { listed } from '../parts';
import { Holder } from './resource-list.view';
import { licensePath, resourcePath, RESOURCES_PATH, resourceVerbPath } from './resource-paths';
import { ResourceBadge } from './resource-status';
import { withQuery } from '../../components/filters';

export interface ResourceData {
  readonly resource: Resource;
  readonly history: readonly ResourceAllocation[];
  readonly total: number;
  /** Of the history. */
  readonly page: number;
  readonly canWrite: boolean;
}

export function resourcePage({ resource, history, total, page, canWrite }: ResourceData): Page {
  const t = texts('resources');
  const { shown, pages } = listed(history.length, total, page);
  return detailPage({
    title: resource.identifier,
    crumbs: [{ title: t.title, href: RESOURCES_PATH }],
    lead: (
      <>
        {resource.type} <ResourceBadge status={resource.status} />
      </>
    ),
    actions: canWrite && <Actions resource={resource} />,
    main: (
      <Section id="history" title={t.history} note={t.historyNote}>
        {history.length === 0 ? (
          <p class="unset">{t.noHistory}</p>
        ) : (
          <>
            <Table label={t.history} rows={history} columns={columns()} />
            {(page > 1 || total > history.length) && (
              <Pager
                text={shown}
                previousHref={pages.previous && withQuery(resourcePath(resource.uid), pages.previous)}
                nextHref={pages.next && withQuery(resourcePath(resource.uid), pages.next)}
              />
            )}
          </>
        )}
      </Section>
    ),
    sidebar: <Sidebar resource={resource} />,
  });
}

function Actions({ resource: { uid, status } }: Pick<ResourceData, 'resource'>): VNode {
  const t = texts('resources');
  const edit = (
    <ButtonLink icon="pencil" href={resourceVerbPath(uid, 'edit')}>
      {texts('catalog').edit}
    </ButtonLink>
  );
  if (status === 'allocated') {
    return (
      <>
        {edit}
        <PostButton icon="unlink" action={resourceVerbPath(uid, 'release')}>
          {t.release}
        </PostButton>
      </>
    );
  }
  return (
    <>
      <ButtonLink look="danger" icon="trash-2" href={resourceVerbPath(uid, 'delete')}>
        {texts('catalog').remove}
      </ButtonLink>
      {edit}
      <ButtonLink look="primary" icon="link" href={resourceVerbPath(uid, 'allocate')}>
        {t.allocate}
      </ButtonLink>
    </>
  );
}

function columns(): Column<ResourceAllocation>[] {
  const t = texts('resources');
  return [
    {
      head: t.license,
      width: 40,
      onCard: 'wide',
      cell: ({ licenseId, licenseUid, licenseKey }) =>
        licenseId === null ? (
          <Key value={licenseKey} isCut />
        ) : (
          <a class="holder" href={licensePath(licenseUid)}>
            <Key value={licenseKey} isCut />
          </a>
        ),
    },
    { head: t.from, onCard: 'left', cell: ({ allocatedAt }) => <Time at={allocatedAt} /> },
    {
      head: t.until,
      onCard: 'right',
      isRight: true,
      cell: ({ releasedAt }) =>
        releasedAt === null ? <span class="unset">{t.stillHeld}</span> : <Time at={releasedAt} />,
    },
  ];
}

function Sidebar({ resource }: Pick<ResourceData, 'resource'>): VNode {
  const t = texts('resources');
  const c = texts('catalog');
  return (
    <Section id="details" title={t.details}>
      <DescriptionList
        items={[
          { term: t.type, value: resource.type },
          { term: t.holder, value: <Holder resource={resource} /> },
          { term: t.number, value: String(resource.id) },
          { term: c.created, value: <Time at={resource.createdAt} as="date" /> },
          { term: c.changed, value: <Time at={resource.updatedAt} /> },
        ]}
      />
    </Section>
  );
}
