import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { APP_BUNDLE_STATUSES, type AppBundle, AppBundlesService, healthOf } from '../../../../core/catalog';
import { Authorized, type Page as Rows, problem, sendFile } from '../../../../core/common';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import { FromReplica, type StoredFile, StoredFilesService } from '../../../../core/platform';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { AppBundleListQueryDto } from './app-bundle-query.dto';
import { ROWS_PER_PAGE } from '../../../../pages/kit/list-query.dto';
import type { VNode } from 'preact';
import { texts, viewer } from '../../../../core/i18n';
import { Tag } from '../../../../pages/components/badge';
import { addLink, PostButton } from '../../../../pages/components/button';
import { detailPage } from '../../../../pages/components/detail-page';
import { listPage } from '../../../../pages/components/list-page';
import { Section } from '../../../../pages/components/page-parts';
import { Cut, RowTitle } from '../../../../pages/components/table';
import { DescriptionList, Time } from '../../../../pages/components/text';
import { EditActions, FileSection, listed, noMatch } from '../../../../pages/components/record-parts';
import { AppBundleBadge, bundlePath, BUNDLES_PATH, crumbsOf } from './app-bundle-parts';

/** The list of app bundles, their pages and their license files. */
@ConsoleController('console/app-bundles')
@Authorized(Permission.AppBundlesRead)
export class AppBundlePagesController {
  constructor(
    private readonly bundles: AppBundlesService,
    private readonly files: StoredFilesService,
  ) {}

  @Get()
  @FromReplica()
  async showAppBundles(@CurrentCaller() caller: Caller, @Query() query: AppBundleListQueryDto): Promise<Page> {
    const { page, q, status } = query;
    const bundles = await this.bundles.list({ page, perPage: ROWS_PER_PAGE }, { q, status });
    return appBundleListPage(bundles, query, isPermitted(caller, Permission.AppBundlesWrite));
  }

  @Get(':id')
  async showAppBundle(@CurrentCaller() caller: Caller, @Id() id: string): Promise<Page> {
    const bundle = await this.bundles.get(id);
    return appBundlePage(bundle, await this.fileOf(bundle), isPermitted(caller, Permission.AppBundlesWrite));
  }

  /** Downloads the license file also if the app is disabled: only apps are refused it. */
  @Get(':id/license-file/download')
  async downloadLicenseFile(
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.fileOf(await this.bundles.get(id));
    if (!file) {
      throw problem('LICENSE_FILE_NOT_FOUND');
    }
    sendFile(request, reply, file, ({ from, to }) => this.files.read(file, from, to));
  }

  private fileOf({ licenseFileId }: AppBundle): Promise<StoredFile | null> {
    return licenseFileId === null ? Promise.resolve(null) : this.files.find(licenseFileId);
  }
}

function appBundleListPage(bundles: Rows<AppBundle>, query: AppBundleListQueryDto, canWrite: boolean): Page {
  const t = texts('appBundles');
  const { page, q, status } = query;
  const statuses = APP_BUNDLE_STATUSES.map((value) => ({ value, title: t.statuses[value] }));
  return listPage({
    title: t.title,
    lead: t.lead,
    actions: [canWrite && addLink(t.add, `${BUNDLES_PATH}/new`)],
    path: BUNDLES_PATH,
    query: { q, status },
    views: { label: t.title, field: 'status', all: [{ title: t.all }, ...statuses] },
    search: { label: t.search, placeholder: t.searchHint },
    columns: [
      {
        head: t.bundleId,
        width: 40,
        onCard: 'title',
        cell: ({ uid, appBundleId, description }) => (
          <RowTitle href={bundlePath(uid)} title={appBundleId} note={description} />
        ),
      },
      { head: t.status, onCard: 'status', cell: (bundle) => <AppBundleBadge status={bundle.status} /> },
      { name: 'platform', head: t.platform, onCard: 'hidden', cell: ({ platform }) => <Cut text={platform} /> },
      {
        name: 'license_file',
        head: t.licenseFile,
        onCard: 'left',
        cell: ({ licenseFile }) => <Cut text={licenseFile} />,
      },
      {
        name: 'expires',
        head: t.expires,
        onCard: 'right',
        isRight: true,
        cell: ({ expiresAt }) => <Time at={expiresAt} as="date" />,
      },
    ],
    ...listed(bundles, page),
    empty: { icon: 'layers', title: t.empty, text: t.emptyText },
    noMatch: noMatch(t.nothing, q),
  });
}

/** @param file null before the first upload */
function appBundlePage(bundle: AppBundle, file: StoredFile | null, canWrite: boolean): Page {
  const t = texts('appBundles');
  return detailPage({
    title: bundle.appBundleId,
    crumbs: crumbsOf(),
    lead: (
      <>
        <AppBundleBadge status={bundle.status} /> {bundle.platform}
      </>
    ),
    actions: canWrite && <Actions bundle={bundle} />,
    main: (
      <>
        <LicensePart bundle={bundle} />
        <FileSection
          id="license-file"
          title={t.licenseFile}
          file={file}
          path={`${bundlePath(bundle.uid)}/license-file`}
          canWrite={canWrite}
          upload={t.upload}
          replace={t.replace}
          missing={t.noFile}
        >
          {file && bundle.status === 'disabled' && <p class="hint">{t.disabledFile}</p>}
        </FileSection>
        {bundle.description !== '' && (
          <Section id="note" title={t.description}>
            <p class="prose">{bundle.description}</p>
          </Section>
        )}
      </>
    ),
    sidebar: <Sidebar bundle={bundle} />,
  });
}

interface BundleProps {
  readonly bundle: AppBundle;
}

function Actions({ bundle: { uid, status } }: BundleProps): VNode {
  const t = texts('appBundles');
  const path = bundlePath(uid);
  const change =
    status === 'active' ? (
      <a href={`${path}/deactivate`}>{t.deactivate}</a>
    ) : (
      <PostButton action={`${path}/activate`} text={t.activate} />
    );
  return <EditActions path={path} change={change} />;
}

function LicensePart({ bundle }: BundleProps): VNode {
  const t = texts('appBundles');
  const features = bundle.features.length > 0 && (
    <span class="samples">
      {bundle.features.map((feature) => (
        <Tag key={feature}>{feature}</Tag>
      ))}
    </span>
  );
  return (
    <Section id="license" title={t.license} note={t.healthNote}>
      <DescriptionList
        items={[
          { term: t.health, value: <code>{healthOf(bundle, {}, viewer().now).status}</code> },
          { term: t.expires, value: <Time at={bundle.expiresAt} /> },
          { term: t.features, value: features || null },
        ]}
      />
    </Section>
  );
}

function Sidebar({ bundle }: BundleProps): VNode {
  const t = texts('appBundles');
  const c = texts('catalog');
  return (
    <Section id="details" title={t.details}>
      <DescriptionList
        items={[
          { term: t.platform, value: bundle.platform },
          { term: t.versionShort, value: bundle.version },
          { term: c.created, value: <Time at={bundle.createdAt} /> },
          { term: t.createdBy, value: bundle.createdBy },
          { term: c.changed, value: <Time at={bundle.updatedAt} /> },
          { term: t.updatedBy, value: bundle.updatedBy },
        ]}
      />
    </Section>
  );
}
