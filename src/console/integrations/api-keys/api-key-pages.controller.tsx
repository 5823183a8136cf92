import { Get, Query } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { VNode } from 'preact';
import { Authorized } from '../../../common/access/authorized.decorator';
import { IsName } from '../../../common/validation/fields';
import { AuditSubjectsService, type Subjects } from '../../../events/records/audit-subjects.service';
import { RecordsService } from '../../../events/records/records.service';
import type { ApiKey } from '../../../identity/api-keys/api-key.entity';
import { type ApiKeyFilter, ApiKeysService } from '../../../identity/api-keys/api-keys.service';
import type { ApiKeyRefusal } from '../../../identity/api-keys/api-key-refusal.entity';
import type { ApiKeyUse } from '../../../identity/api-keys/api-key-use.entity';
import { ApiKeyUsesService } from '../../../identity/api-keys/api-key-uses.service';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { API_KEY_KINDS, type ApiKeyKind, Permission } from '../../../identity/permissions/permission';
import { ApiKeyUsageService } from '../../../licensing/verifications/api-key-usage.service';
import { VerdictLogService } from '../../../licensing/verifications/verdict-log.service';
import type { AuditEntry } from '../../../platform/records/audit-entry.entity';
import { timelineEntryOf } from '../../audit/audit-entries.view';
import { Banner } from '../../components/banner';
import { addLink, ButtonLink } from '../../components/button';
import { detailPage } from '../../components/detail-page';
import { withQuery } from '../../components/filters';
import { listPage, trailPages } from '../../components/list-page';
import { Timeline } from '../../components/lists';
import { Section } from '../../components/page-parts';
import { Cut, RowTitle } from '../../components/table';
import { DescriptionList, MaybeTime, Time } from '../../components/text';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { formatDate } from '../../../i18n/format';
import { texts } from '../../../i18n/texts';
import { viewer } from '../../../i18n/viewer';
import { CursorPageDto } from '../../kit/cursor-page';
import { OptionalField } from '../../kit/optional-field';
import type { Page } from '../../kit/page';
import { Id } from '../../kit/parameters';
import { RequestListQueryDto, requestFilter, REQUESTS_PER_PAGE } from '../../requests/request-list';
import { Tags } from '../parts';
import {
  API_KEYS_PATH,
  ApiKeyBadge,
  keyPath,
  namesOf,
  newKeyPath,
  revokeKeyPath,
  rotateKeyPath,
  stateOf,
} from './api-key-parts';
import { ApiKeyRequests } from './api-key-requests.view';

const KEYS_PER_PAGE = 50;
const CHANGES = 5;
const ADDRESSES = 10;

class ApiKeyListQueryDto extends CursorPageDto implements ApiKeyFilter {
  @OptionalField()
  @IsIn(API_KEY_KINDS)
  kind?: ApiKeyKind;

  @OptionalField()
  @IsName()
  q?: string;
}

class ApiKeyPageQueryDto extends RequestListQueryDto {
  /** Shows the chart as a table. */
  @OptionalField()
  @IsIn(['1'])
  table?: '1';
}

/** The list of API keys, and the page of one. */
@ConsoleController('console/api-keys')
@Authorized(Permission.ApiKeysRead)
export class ApiKeyPagesController {
  constructor(
    private readonly apiKeys: ApiKeysService,
    private readonly uses: ApiKeyUsesService,
    private readonly records: RecordsService,
    private readonly log: VerdictLogService,
    private readonly usage: ApiKeyUsageService,
    private readonly subjects: AuditSubjectsService,
  ) {}

  @Get()
  async showApiKeys(@CurrentCaller() caller: Caller, @Query() query: ApiKeyListQueryDto): Promise<Page> {
    const t = texts('apiKeys');
    const { after, trail, kind, q } = query;
    const { rows, next } = await this.apiKeys.list({ limit: KEYS_PER_PAGE, after }, { kind, q });
    const systemKey = await this.apiKeys.systemKey();
    const canWrite = isPermitted(caller, Permission.ApiKeysWrite);
    return listPage({
      title: t.title,
      lead: t.lead,
      actions: [canWrite && addLink(t.create, newKeyPath(kind))],
      above: <SystemKey systemKey={systemKey} canWrite={canWrite} />,
      path: API_KEYS_PATH,
      query: { kind, q },
      views: {
        label: t.byKind,
        field: 'kind',
        all: [{ title: t.all }, ...API_KEY_KINDS.map((value) => ({ value, title: t.kinds[value] }))],
      },
      search: { label: t.search, placeholder: t.searchIn, hasNoClear: true },
      rows,
      columns: [
        {
          head: t.name,
          width: 30,
          onCard: 'title',
          cell: ({ uid, name, prefix }) => <RowTitle href={keyPath(uid)} title={name} note={`${prefix}…`} />,
        },
        { name: 'kind', head: t.kind, onCard: 'left', cell: (apiKey) => t.kinds[apiKey.kind] },
        { name: 'scope', head: t.scope, width: 20, onCard: 'hidden', cell: (apiKey) => <Scope {...apiKey} /> },
        {
          name: 'last_used',
          head: t.lastUsed,
          onCard: 'right',
          cell: ({ lastUsedAt }) => <MaybeTime at={lastUsedAt} as="age" none={t.neverUsed} />,
        },
        {
          name: 'expires',
          head: t.expires,
          onCard: 'hidden',
          cell: ({ expiresAt }) => <MaybeTime at={expiresAt} as="date" none={t.never} />,
        },
        { head: t.state, onCard: 'status', cell: (apiKey) => <ApiKeyBadge apiKey={apiKey} /> },
      ],
      order: texts('lists').newestFirst,
      pages: trailPages({ after, trail }, next, KEYS_PER_PAGE),
      empty: {
        icon: 'square-terminal',
        title: t.noneTitle,
        text: t.none,
        add: canWrite && addLink(t.create, newKeyPath()),
      },
      noMatch: { title: t.nothingTitle, text: q ? t.notFound({ q }) : t.nothing, showAll: t.showAll },
    });
  }

  @Get(':id')
  async showApiKey(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Query() { table, ...query }: ApiKeyPageQueryDto,
  ): Promise<Page> {
    const { title, details: t } = texts('apiKeys');
    const apiKey = await this.apiKeys.get(id);
    const { name, kind, revokedAt } = apiKey;
    const usage = await this.usage.read(apiKey, {}, viewer().zone);
    const filter = { ...requestFilter(query), apiKeyId: apiKey.id };
    const page = await this.log.list({ limit: REQUESTS_PER_PAGE, after: query.after }, filter);
    const { rows } = await this.records.auditEntries({ actor: name }, { limit: CHANGES });
    const changes = rows.filter(({ actorType }) => actorType === 'api-key');
    const canChange = isPermitted(caller, Permission.ApiKeysWrite) && !revokedAt;
    return detailPage({
      title: name,
      crumbs: [{ title, href: API_KEYS_PATH }],
      lead: <ApiKeyBadge apiKey={apiKey} />,
      actions: [
        canChange && { title: t.revoke, icon: 'ban', look: 'danger', href: revokeKeyPath(id) },
        canChange && {
          title: kind === 'system' ? t.regenerate : t.rotate,
          icon: 'refresh-cw',
          href: rotateKeyPath(id),
        },
      ],
      above: <StateBanner apiKey={apiKey} />,
      main: (
        <>
          <Details apiKey={apiKey} refusal={await this.uses.lastRefusalOf(apiKey)} />
          <Section id="addresses" title={t.addresses} note={t.addressesNote}>
            <Addresses uses={(await this.uses.ofKey(apiKey)).slice(0, ADDRESSES)} />
          </Section>
          <ApiKeyRequests apiKey={apiKey} usage={usage} query={query} page={page} isTable={table !== undefined} />
          <Section id="changes" title={t.changes} note={t.changesNote}>
            <Changes actor={name} changes={changes} subjects={await this.subjects.of(changes)} />
          </Section>
        </>
      ),
    });
  }
}

interface SystemKeyProps {
  /** The one in force. */
  readonly systemKey: ApiKey | undefined;
  readonly canWrite: boolean;
}

/** The one key of the V2 API. */
function SystemKey({ systemKey, canWrite }: SystemKeyProps): VNode {
  const { system: t } = texts('apiKeys');
  const action = systemKey ? (
    <ButtonLink href={rotateKeyPath(systemKey.uid)} text={t.regenerate} />
  ) : (
    <ButtonLink href={newKeyPath('system')} text={t.create} />
  );
  return (
    <Banner
      tone="neutral"
      id="system-key"
      icon="key-round"
      title={systemKey ? t.title({ prefix: systemKey.prefix }) : t.missing}
      action={canWrite ? action : undefined}
    >
      {systemKey ? t.text : t.missingText}
    </Banner>
  );
}

function Scope({ products = [], permissions }: Pick<ApiKey, 'products' | 'permissions'>): VNode {
  const t = texts('apiKeys');
  const note = permissions === null ? undefined : t.permissions({ count: permissions.length });
  return <Cut text={namesOf(products) || t.allProducts} note={note} />;
}

function StateBanner({ apiKey }: { readonly apiKey: ApiKey }): VNode | null {
  const t = texts('apiKeys').details;
  if (apiKey.revokedAt) {
    return (
      <Banner tone="bad" icon="circle-x" title={t.revokedTitle({ date: formatDate(apiKey.revokedAt) })}>
        {t.revokedText}
      </Banner>
    );
  }
  return apiKey.expiresAt && stateOf(apiKey) === 'expired' ? (
    <Banner tone="warn" icon="clock" title={t.expiredTitle({ date: formatDate(apiKey.expiresAt) })}>
      {t.expiredText}
    </Banner>
  ) : null;
}

/** The latest addresses from which the key was used. */
function Addresses({ uses }: { readonly uses: readonly ApiKeyUse[] }): VNode {
  const t = texts('apiKeys').details;
  return uses.length === 0 ? (
    <p class="unset">{t.noAddresses}</p>
  ) : (
    <DescriptionList
      items={uses.map(({ address, lastUsedAt }) => ({ term: address, value: <Time at={lastUsedAt} as="age" /> }))}
    />
  );
}

interface DetailsProps {
  readonly apiKey: ApiKey;
  readonly refusal: ApiKeyRefusal | null;
}

function Details({ apiKey, refusal }: DetailsProps): VNode {
  const t = texts('apiKeys');
  const { kind, prefix, permissions, products = [], allowedIps, lastUsedAt, expiresAt, createdAt } = apiKey;
  const { previousPrefix, previousUntil } = apiKey;
  const kindValue = (
    <>
      {t.kinds[kind]} <span class="row-note">{t.kindNotes[kind]}</span>
    </>
  );
  return (
    <DescriptionList
      items={[
        { term: t.kind, value: kindValue },
        { term: t.details.prefix, value: <code>{prefix}…</code> },
        ...(previousPrefix === null || previousUntil === null
          ? []
          : [
              {
                term: t.details.previous,
                value: (
                  <>
                    <code>{previousPrefix}…</code>{' '}
                    {previousUntil > viewer().now ? t.details.worksUntil : t.details.endedOn}{' '}
                    <Time at={previousUntil} />
                  </>
                ),
              },
            ]),
        { term: t.details.permissions, value: permissions === null ? t.allPermissions : <Tags names={permissions} /> },
        { term: t.details.product, value: products.length > 0 ? <code>{namesOf(products)}</code> : t.allProducts },
        { term: t.details.allowedIps, value: allowedIps.length > 0 ? <Tags names={allowedIps} /> : t.details.anywhere },
        { term: t.lastUsed, value: <MaybeTime at={lastUsedAt} as="age" none={t.neverUsed} /> },
        ...(refusal === null
          ? []
          : [
              {
                term: t.details.lastRefusal,
                value: (
                  <>
                    <Time at={refusal.at} as="age" />, {refusal.address}{' '}
                    <span class="row-note">{t.refusals[refusal.reason]}</span>
                  </>
                ),
              },
            ]),
        { term: t.expires, value: expiresAt ? <Time at={expiresAt} /> : t.never },
        { term: t.details.created, value: <Time at={createdAt} /> },
      ]}
    />
  );
}

interface ChangesProps {
  readonly actor: string;
  readonly changes: readonly AuditEntry[];
  readonly subjects: Subjects;
}

/** The latest changes made with a key. */
function Changes({ actor, changes, subjects }: ChangesProps): VNode {
  const t = texts('apiKeys').details;
  if (changes.length === 0) {
    return <p class="unset">{t.noChanges}</p>;
  }
  return (
    <>
      <Timeline entries={changes.map((entry) => ({ ...timelineEntryOf(entry, subjects), evidence: entry.ip }))} />
      <p>
        <a href={withQuery('/console/audit', { actor })}>{t.audit}</a>
      </p>
    </>
  );
}
