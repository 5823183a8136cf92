import { Get, Query } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { VNode } from 'preact';
import { Authorized, IsName } from '../../../../core/common';
import { AuditSubjectsService, type Subjects } from '../../../../core/events';
import { RecordsService } from '../../../../core/events/internal';
import {
  type ApiKey,
  ApiKeysService,
  type Caller,
  CurrentCaller,
  isPermitted,
  Permission,
} from '../../../../core/identity';
import {
  API_KEY_KINDS,
  type ApiKeyFilter,
  ApiKeyUsesService,
  ApiKeyVersionsService,
} from '../../../../core/identity/internal';
import { ApiKeyUsageService, VerdictLogService } from '../../../../core/licensing/internal';
import type { AuditEntry } from '../../../../core/platform';
import { timelineEntryOf } from '../../../../pages/audit/audit-entries.view';
import { Banner } from '../../../../pages/components/banner';
import { addLink, ButtonLink } from '../../../../pages/components/button';
import { detailPage } from '../../../../pages/components/detail-page';
import { withQuery } from '../../../../pages/components/filters';
import { listPage } from '../../../../pages/components/list-page';
import { trailPages } from '../../../../pages/components/list-pages';
import { Timeline } from '../../../../pages/components/lists';
import { Section } from '../../../../pages/components/page-parts';
import { Cut, RowTitle } from '../../../../pages/components/table';
import { MaybeTime } from '../../../../pages/components/text';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { texts, viewer } from '../../../../core/i18n';
import { CursorPageDto } from '../../../../pages/kit/cursor-page';
import { OptionalField } from '../../../../pages/kit/optional-field';
import type { Page } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { RequestListQueryDto, requestFilter, REQUESTS_PER_PAGE } from '../../requests/request-list';
import {
  API_KEYS_PATH,
  ApiKeyBadge,
  keyPath,
  keyVersionPath,
  namesOf,
  newKeyPath,
  prefixText,
  revokeKeyPath,
  rotateKeyPath,
} from './api-key-parts';
import { Addresses, Details, StateBanner } from './api-key-details.view';
import { ApiKeyRequests } from './api-key-requests.view';

const KEYS_PER_PAGE = 50;
const CHANGES = 5;

class ApiKeyListQueryDto extends CursorPageDto implements ApiKeyFilter {
  @OptionalField()
  @IsIn(API_KEY_KINDS)
  kind?: ApiKey['kind'];

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
    private readonly versions: ApiKeyVersionsService,
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
          cell: ({ uid, name, prefix }) => <RowTitle href={keyPath(uid)} title={name} note={prefixText(prefix)} />,
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
        canChange && { title: texts('apiVersions').action, icon: 'calendar', href: keyVersionPath(id) },
        kind !== 'system' &&
          isPermitted(caller, Permission.ApiKeysWrite) && {
            title: t.copy,
            icon: 'copy',
            href: withQuery(newKeyPath(), { from: id }),
          },
        canChange && {
          title: kind === 'system' ? t.regenerate : t.rotate,
          icon: 'refresh-cw',
          href: rotateKeyPath(id),
        },
      ],
      above: <StateBanner apiKey={apiKey} />,
      main: (
        <>
          <Details
            apiKey={apiKey}
            refusal={await this.uses.lastRefusalOf(apiKey)}
            versions={await this.versions.ofKey(apiKey)}
          />
          <Section id="addresses" title={t.addresses} note={t.addressesNote}>
            <Addresses uses={await this.uses.ofKey(apiKey)} />
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
