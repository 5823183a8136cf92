import { Get } from '@nestjs/common';
import type { VNode } from 'preact';
import { Authorized } from '../../../../core/common';
import { type ApiVersion, NATIVE_VERSIONS } from '../../../../core/common/internal';
import { type WebhookEndpoint, WebhookEndpointsService } from '../../../../core/events';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import { ApiKeyVersionsService, type OutdatedKey } from '../../../../core/identity/internal';
import { formatDate, texts } from '../../../../core/i18n';
import { detailPage } from '../../../../pages/components/detail-page';
import { Section } from '../../../../pages/components/page-parts';
import { RowTitle, Table } from '../../../../pages/components/table';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../../pages/kit/page';
import { keyPath } from '../api-keys/api-key-parts';
import { nameOf, webhookPath } from '../webhooks/webhook-parts';
import { changesOf } from './version-choices';

/** The versions of the API, and who uses older ones. */
@ConsoleController('console/api-versions')
@Authorized(Permission.ApiKeysRead)
export class ApiVersionPagesController {
  constructor(
    private readonly keys: ApiKeyVersionsService,
    private readonly endpoints: WebhookEndpointsService,
  ) {}

  @Get()
  async showApiVersions(@CurrentCaller() caller: Caller): Promise<Page> {
    const t = texts('apiVersions');
    const endpoints = isPermitted(caller, Permission.WebhooksRead) ? await this.endpoints.all() : [];
    const outdated = endpoints.filter(({ apiVersion }) => apiVersion < NATIVE_VERSIONS.newest);
    return detailPage({
      title: t.title,
      lead: t.lead,
      above: <Versions />,
      main: (
        <>
          <Section id="keys" title={t.keys} note={t.keysNote}>
            <Keys keys={await this.keys.outdated()} />
          </Section>
          <Section id="webhooks" title={t.webhooks}>
            <Webhooks endpoints={outdated} />
          </Section>
        </>
      ),
    });
  }
}

function Versions(): VNode {
  const t = texts('apiVersions');
  return (
    <Table
      label={t.title}
      rows={NATIVE_VERSIONS.versions.toReversed()}
      columns={[
        {
          head: t.version,
          onCard: 'title',
          cell: (version) => (
            <>
              {version.date} <span class="row-note">{stateOf(version)}</span>
            </>
          ),
        },
        { head: t.changed, width: 40, onCard: 'wide', cell: ({ changes }) => changesOf(changes).join(' ') || t.none },
      ]}
    />
  );
}

function stateOf({ date, deprecatedAt, sunsetAt }: ApiVersion): string {
  const t = texts('apiVersions');
  if (date === NATIVE_VERSIONS.newest) {
    return t.newest;
  }
  if (deprecatedAt && sunsetAt) {
    return t.sunset({ date: formatDate(deprecatedAt), end: formatDate(sunsetAt) });
  }
  return deprecatedAt ? t.deprecated({ date: formatDate(deprecatedAt) }) : t.older;
}

function Keys({ keys }: { readonly keys: readonly OutdatedKey[] }): VNode {
  const t = texts('apiVersions');
  return keys.length === 0 ? (
    <p class="unset">{t.noKeys}</p>
  ) : (
    <Table
      label={t.keys}
      rows={keys}
      columns={[
        {
          head: t.name,
          onCard: 'title',
          cell: ({ uid, name }) => <RowTitle href={keyPath(uid)} title={name} />,
        },
        { head: t.version, onCard: 'left', cell: ({ pinned }) => pinned },
        {
          head: t.used,
          onCard: 'right',
          cell: ({ used, lastUsedOn }) =>
            used === null || lastUsedOn === null
              ? t.notUsed
              : t.lastUsedOn({ version: used, date: formatDate(new Date(lastUsedOn)) }),
        },
      ]}
    />
  );
}

function Webhooks({ endpoints }: { readonly endpoints: readonly WebhookEndpoint[] }): VNode {
  const t = texts('apiVersions');
  return endpoints.length === 0 ? (
    <p class="unset">{t.noWebhooks}</p>
  ) : (
    <Table
      label={t.webhooks}
      rows={endpoints}
      columns={[
        {
          head: texts('webhooks').form.url,
          onCard: 'title',
          cell: (endpoint) => (
            <RowTitle href={webhookPath(endpoint.uid)} title={nameOf(endpoint)} note={endpoint.url} />
          ),
        },
        { head: t.version, onCard: 'right', cell: ({ apiVersion }) => apiVersion },
      ]}
    />
  );
}
