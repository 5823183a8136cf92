import { IsIn } from 'class-validator';
import type { VNode } from 'preact';
import type { Page as RowPage } from '../../../core/common';
import { textFor, texts } from '../../../core/i18n';
import type { LoggedVerdict } from '../../../core/licensing/internal';
import { explainPath, verdictPath } from '../audit/audit-query.dto';
import { type QueryFields, withQuery } from '../../../pages/components/filters';
import { Rows } from '../../../pages/components/list-page';
import { ListPager } from '../../../pages/components/list-pager';
import { trailPages } from '../../../pages/components/list-pages';
import { EmptyState, Tabs } from '../../../pages/components/page-parts';
import { type Column, Cut, NoValue } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { VerdictView } from '../../../pages/components/verdict';
import { CursorPageDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';

export const REQUESTS_PER_PAGE = 20;

/** A page of requests. */
export class RequestListQueryDto extends CursorPageDto {
  @OptionalField()
  @IsIn(['refused'])
  outcome?: 'refused';
}

/** The filter of the log that a query names. */
export function requestFilter({ outcome }: RequestListQueryDto): { readonly isUsable?: boolean } {
  return outcome === undefined ? {} : { isUsable: false };
}

type RequestColumn = Column<LoggedVerdict>;

interface RequestListProps {
  readonly path: string;
  /** Further fields of the address. */
  readonly kept?: QueryFields;
  readonly query: RequestListQueryDto;
  readonly page: RowPage<LoggedVerdict>;
  readonly columns: readonly RequestColumn[];
}

/** Requests of programs, newest first: all of them, or the refused ones. */
export function RequestList({ path, kept, query, page, columns }: RequestListProps): VNode {
  const t = texts('requests');
  const { outcome, ...place } = query;
  const { rows, next } = page;
  const tabs = ([undefined, 'refused'] as const).map((one) => ({
    title: one === undefined ? t.all : t.refused,
    href: `${withQuery(path, { ...kept, outcome: one })}#requests`,
    isCurrent: outcome === one,
  }));
  const pages = trailPages(place, next);
  const list = { rows, order: texts('lists').newestFirst, path, query: { outcome }, kept, pages };
  return (
    <div id="requests">
      <Tabs label={t.byOutcome} tabs={tabs} />
      {rows.length === 0 ? (
        <>
          <NoRequests query={query} hasMore={next !== null} />
          {(next !== null || place.after !== undefined) && <ListPager {...list} />}
        </>
      ) : (
        <Rows title={t.title} columns={columns} {...list} />
      )}
    </div>
  );
}

/** A page of the filter may be empty before the end of the log. */
function NoRequests({ query, hasMore }: { readonly query: RequestListQueryDto; readonly hasMore: boolean }): VNode {
  const t = texts('requests');
  if (hasMore) {
    return (
      <EmptyState icon="search" title={t.lookedThrough}>
        {t.lookFurther}
      </EmptyState>
    );
  }
  if (query.after !== undefined) {
    return <EmptyState icon="search" title={t.noFurther} />;
  }
  const isFiltered = query.outcome !== undefined;
  return (
    <EmptyState icon="file-text" title={isFiltered ? t.noneRefused : t.noneTitle}>
      {isFiltered ? t.noneRefusedText : t.noneText}
    </EmptyState>
  );
}

/** The requests about one license. */
export function licenseRequestColumns(): RequestColumn[] {
  const t = texts('requests');
  return [
    timeColumn(),
    codeColumn(),
    { head: t.device, width: 20, onCard: 'wide', cell: (request) => <Device {...request} /> },
    { head: t.apiKey, width: 15, onCard: 'left', cell: (request) => <ApiKey {...request} /> },
    addressColumn(),
  ];
}

/** The requests with one API key. */
export function apiKeyRequestColumns(): RequestColumn[] {
  const t = texts('requests');
  return [
    timeColumn(),
    codeColumn(),
    { head: t.license, width: 20, onCard: 'wide', cell: (request) => <License {...request} /> },
    { head: t.device, width: 15, onCard: 'left', cell: (request) => <Device {...request} /> },
    addressColumn(),
  ];
}

function timeColumn(): RequestColumn {
  return {
    head: texts('requests').time,
    width: 20,
    onCard: 'title',
    cell: (request) => (
      <>
        <a class="row-link" href={verdictPath(request)}>
          <Time at={request.at} as="clock" />
        </a>
        <span class="row-note">{textFor(texts('audit').operations, request.operation) ?? request.operation}</span>
      </>
    ),
  };
}

function codeColumn(): RequestColumn {
  return {
    head: texts('requests').code,
    width: 25,
    onCard: 'status',
    cell: ({ outcome, key, fingerprint, licenseUid }) => (
      <VerdictView code={outcome} href={licenseUid === null ? undefined : explainPath(key, fingerprint)} />
    ),
  };
}

function addressColumn(): RequestColumn {
  return {
    head: texts('requests').address,
    width: 20,
    isRight: true,
    onCard: 'right',
    cell: ({ ip, dialect }) => <Cut text={ip} note={dialect} />,
  };
}

function Device({ deviceName, fingerprint, appVersion }: LoggedVerdict): VNode {
  const t = texts('requests');
  const name = deviceName ?? fingerprint;
  return (
    <>
      <Cut text={name} />
      {appVersion !== null && (
        <span class="row-note cut" title={appVersion}>
          {t.appVersion({ version: appVersion })}
        </span>
      )}
    </>
  );
}

/** A key that is none of a license may be anything that somebody pasted: it is not shown. */
function License({ licenseId, licenseUid, key }: LoggedVerdict): VNode {
  const t = texts('requests');
  if (licenseUid === null) {
    return <Unset text={licenseId === null ? t.unknownLicense : t.deletedLicense} />;
  }
  return (
    <a class="cut" href={`/license/edit/${licenseUid}`} title={key}>
      {key}
    </a>
  );
}

function ApiKey({ apiKey }: LoggedVerdict): VNode {
  if (apiKey === null) {
    return <NoValue />;
  }
  const { uid, name } = apiKey;
  return (
    <a class="cut" href={`/console/api-keys/${uid}`} title={name}>
      {name}
    </a>
  );
}

function Unset({ text }: { readonly text: string }): VNode {
  return <span class="unset">{text}</span>;
}
