import type { VNode } from 'preact';
import type { Product } from '../../../catalog/products/product.entity';
import {
  type ProductVersion,
  VERSION_FILES,
  type VersionFileType,
} from '../../../catalog/versions/product-version.entity';
import type { StoredFile } from '../../../platform/files/stored-file.entity';
import { Badge, Tag } from '../../components/badge';
import { Banner } from '../../components/banner';
import { ButtonLink } from '../../components/button';
import { Menu, MenuRule, PageHeader, Section } from '../../components/page-parts';
import { CopyButton, DescriptionList, Time, WebLink } from '../../components/text';
import { formatBytes } from '../../../i18n/format';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { Columns, Day } from '../parts';
import { crumbsOf } from './version-crumbs';
import { filePath, fileVerbPath, versionVerbPath } from './version-paths';
import { VersionBadge } from './version-table';

export interface VersionData {
  readonly product: Product;
  readonly version: ProductVersion;
  readonly canWrite: boolean;
}

export function versionPage(data: VersionData): Page {
  return new Page({ title: `${data.product.name} ${data.version.version}`, body: <VersionView {...data} /> });
}

function VersionView(data: VersionData): VNode {
  const t = texts('versions');
  const { product, version, canWrite } = data;
  return (
    <>
      <PageHeader
        title={version.version}
        crumbs={crumbsOf(product)}
        lead={
          <>
            <VersionBadge version={version} /> <Tag>{version.channel}</Tag>{' '}
            {version.isMandatory && (
              <Badge tone="warn" icon="triangle-alert">
                {t.mandatory}
              </Badge>
            )}
          </>
        }
        actions={canWrite ? <Actions {...data} /> : undefined}
      />
      {!version.isActive && (
        <Banner tone="neutral" id="draft" title={t.draftBanner}>
          {t.draftText}
        </Banner>
      )}
      <Columns sidebar={<Sidebar version={version} />}>
        {VERSION_FILES.map((type) => (
          <FilePart key={type} {...data} type={type} />
        ))}
        <Section id="summary" title={t.summary}>
          {version.summary === '' ? <p class="unset">{t.noSummary}</p> : <p class="prose">{version.summary}</p>}
        </Section>
        <Section id="changelog" title={t.changelog}>
          {version.changelog === '' ? <p class="unset">{t.noNotes}</p> : <p class="prose">{version.changelog}</p>}
        </Section>
      </Columns>
    </>
  );
}

function Actions({ product, version }: VersionData): VNode {
  const t = texts('versions');
  const path = (verb: 'edit' | 'publish' | 'withdraw' | 'delete') => versionVerbPath(product.uid, version.uid, verb);
  return (
    <>
      <Menu label={texts('catalog').moreActions} isIcon>
        {version.isActive && (
          <>
            <a href={path('withdraw')}>{t.withdraw}</a>
            <MenuRule />
          </>
        )}
        <ButtonLink look="danger" icon="trash-2" href={path('delete')}>
          {texts('catalog').remove}
        </ButtonLink>
      </Menu>
      <ButtonLink icon="pencil" href={path('edit')}>
        {texts('catalog').edit}
      </ButtonLink>
      {!version.isActive && (
        <ButtonLink look="primary" icon="send" href={path('publish')}>
          {t.publish}
        </ButtonLink>
      )}
    </>
  );
}

function FilePart({ product, version, canWrite, type }: VersionData & { readonly type: VersionFileType }): VNode {
  const t = texts('versions');
  const file = type === 'main' ? version.mainFile : version.sqlFile;
  const action = canWrite ? (
    <ButtonLink isSmall icon="upload" href={filePath(product.uid, version.uid, type)}>
      {file ? t.replace : t.upload}
    </ButtonLink>
  ) : undefined;
  return (
    <Section id={`file-${type}`} title={t.types[type]} note={t.typeHints[type]} action={action}>
      {file ? (
        <FileFacts
          file={file}
          downloadHref={fileVerbPath(product.uid, version.uid, type, 'download')}
          deleteHref={canWrite ? fileVerbPath(product.uid, version.uid, type, 'delete') : undefined}
        />
      ) : (
        <p class="unset">{t.missing}</p>
      )}
      {type === 'main' && version.downloadUrl !== null && (
        <p class="file-facts">
          {t.elsewhere} <WebLink url={version.downloadUrl} />
        </p>
      )}
    </Section>
  );
}

interface FileFactsProps {
  readonly file: StoredFile;
  readonly downloadHref: string;
  readonly deleteHref?: string;
}

function FileFacts({ file: { name, size, sha256 }, downloadHref, deleteHref }: FileFactsProps): VNode {
  const c = texts('catalog');
  return (
    <>
      <DescriptionList
        items={[
          { term: c.file, value: name },
          { term: c.size, value: formatBytes(size) },
          {
            term: 'SHA-256',
            value: (
              <>
                <code class="key-whole">{sha256}</code> <CopyButton value={sha256} what="SHA-256" />
              </>
            ),
          },
        ]}
      />
      <div class="actions file-actions">
        <ButtonLink isSmall icon="download" href={downloadHref}>
          {c.download}
        </ButtonLink>
        {deleteHref !== undefined && (
          <ButtonLink href={deleteHref} isSmall look="quiet" icon="trash-2">
            {texts('versions').deleteFile}
          </ButtonLink>
        )}
      </div>
    </>
  );
}

function Sidebar({ version }: { readonly version: ProductVersion }): VNode {
  const t = texts('versions');
  const c = texts('catalog');
  return (
    <Section id="details" title={t.details}>
      <DescriptionList
        items={[
          { term: t.reference, value: <code>{version.reference}</code> },
          { term: t.channel, value: <code>{version.channel}</code> },
          { term: t.released, value: <Day day={version.releasedAt} /> },
          { term: t.mandatory, value: version.isMandatory ? c.yes : c.no },
          { term: c.created, value: <Time at={version.createdAt} /> },
          { term: c.changed, value: <Time at={version.updatedAt} /> },
        ]}
      />
    </Section>
  );
}
