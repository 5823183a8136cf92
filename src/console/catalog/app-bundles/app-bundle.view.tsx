import type { VNode } from 'preact';
import type { AppBundle } from '../../../catalog/app-bundles/app-bundle.entity';
import { healthOf } from '../../../catalog/app-bundles/health';
import { MAX_LICENSE_FILE_BYTES } from '../../../catalog/app-bundles/license-files.service';
import type { StoredFile } from '../../../platform/files/stored-file.entity';
import { Tag } from '../../components/badge';
import { ButtonLink, PostButton } from '../../components/button';
import { confirmation } from '../../components/confirmation';
import { Menu, MenuRule, PageHeader, Section } from '../../components/page-parts';
import { CopyButton, DescriptionList, Time } from '../../components/text';
import { UploadField } from '../../components/upload-field';
import { formatBytes } from '../../../i18n/format';
import type { FormState } from '../../kit/form-state';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { viewer } from '../../../i18n/viewer';
import { Columns } from '../parts';
import { FILE_FIELD } from '../receive-upload';
import { crumbsOf } from './app-bundle-crumbs';
import { bundlePath, bundleVerbPath } from './app-bundle-paths';
import { AppBundleBadge } from './app-bundle-status';
import { formPage } from '../../components/form-page';

export interface AppBundleData {
  readonly bundle: AppBundle;
  /** Null before the first upload. */
  readonly file: StoredFile | null;
  readonly canWrite: boolean;
}

export function appBundlePage(data: AppBundleData): Page {
  return new Page({ title: data.bundle.appBundleId, body: <BundleView {...data} /> });
}

function BundleView(data: AppBundleData): VNode {
  const t = texts('appBundles');
  const { bundle, canWrite } = data;
  return (
    <>
      <PageHeader
        title={bundle.appBundleId}
        crumbs={crumbsOf()}
        lead={
          <>
            <AppBundleBadge status={bundle.status} /> {bundle.platform}
          </>
        }
        actions={canWrite ? <Actions bundle={bundle} /> : undefined}
      />
      <Columns sidebar={<Sidebar bundle={bundle} />}>
        <LicensePart bundle={bundle} />
        <FilePart {...data} />
        {bundle.description !== '' && (
          <Section id="note" title={t.description}>
            <p class="prose">{bundle.description}</p>
          </Section>
        )}
      </Columns>
    </>
  );
}

function Actions({ bundle: { uid, status } }: Pick<AppBundleData, 'bundle'>): VNode {
  const t = texts('appBundles');
  return (
    <>
      <Menu label={texts('catalog').moreActions} isIcon>
        {status === 'active' ? (
          <a href={bundleVerbPath(uid, 'deactivate')}>{t.deactivate}</a>
        ) : (
          <PostButton action={bundleVerbPath(uid, 'activate')}>{t.activate}</PostButton>
        )}
        <MenuRule />
        <ButtonLink look="danger" icon="trash-2" href={bundleVerbPath(uid, 'delete')}>
          {texts('catalog').remove}
        </ButtonLink>
      </Menu>
      <ButtonLink icon="pencil" href={bundleVerbPath(uid, 'edit')}>
        {texts('catalog').edit}
      </ButtonLink>
    </>
  );
}

function LicensePart({ bundle }: Pick<AppBundleData, 'bundle'>): VNode {
  const t = texts('appBundles');
  const { features } = bundle;
  return (
    <Section id="license" title={t.license} note={t.healthNote}>
      <DescriptionList
        items={[
          { term: t.health, value: <code>{healthOf(bundle, {}, viewer().now).status}</code> },
          { term: t.expires, value: <Time at={bundle.expiresAt} /> },
          {
            term: t.features,
            value:
              features.length === 0 ? null : (
                <span class="samples">
                  {features.map((feature) => (
                    <Tag key={feature}>{feature}</Tag>
                  ))}
                </span>
              ),
          },
        ]}
      />
    </Section>
  );
}

function FilePart({ bundle, file, canWrite }: AppBundleData): VNode {
  const t = texts('appBundles');
  const action = canWrite ? (
    <ButtonLink isSmall icon="upload" href={bundleVerbPath(bundle.uid, 'license-file')}>
      {file ? t.replace : t.upload}
    </ButtonLink>
  ) : undefined;
  return (
    <Section id="license-file" title={t.licenseFile} action={action}>
      {file ? <FileFacts bundle={bundle} file={file} /> : <p class="unset">{t.noFile}</p>}
      {file && bundle.status === 'disabled' && <p class="hint">{t.disabledFile}</p>}
    </Section>
  );
}

function FileFacts({ bundle, file }: { readonly bundle: AppBundle; readonly file: StoredFile }): VNode {
  const c = texts('catalog');
  return (
    <>
      <DescriptionList
        items={[
          { term: c.file, value: file.name },
          { term: c.size, value: formatBytes(file.size) },
          {
            term: 'SHA-256',
            value: (
              <>
                <code class="key-whole">{file.sha256}</code> <CopyButton value={file.sha256} what="SHA-256" />
              </>
            ),
          },
        ]}
      />
      <div class="actions file-actions">
        <ButtonLink isSmall icon="download" href={bundleVerbPath(bundle.uid, 'license-file/download')}>
          {c.download}
        </ButtonLink>
      </div>
    </>
  );
}

function Sidebar({ bundle }: Pick<AppBundleData, 'bundle'>): VNode {
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

export function licenseFilePage(bundle: AppBundle, form: FormState): Page {
  const t = texts('appBundles');
  const title = t.uploadTitle({ id: bundle.appBundleId });
  return formPage({
    title,
    crumbs: crumbsOf(bundle),
    lead: t.uploadNote,
    form,
    refused: texts('catalog').notSaved,
    action: bundleVerbPath(bundle.uid, 'license-file'),
    isMultipart: true,
    fields: (
      <UploadField
        form={form}
        name={FILE_FIELD}
        label={texts('catalog').file}
        hint={t.uploadHint}
        accept=".lic"
        maxBytes={MAX_LICENSE_FILE_BYTES}
      />
    ),
    verb: t.upload,
    icon: 'upload',
    cancel: { title: texts('catalog').cancel, href: bundlePath(bundle.uid) },
  });
}

export function deactivateBundlePage(bundle: AppBundle): Page {
  const t = texts('appBundles');
  return askAbout(bundle, t.deactivateTitle({ id: bundle.appBundleId }), {
    undo: { isPossible: true, text: t.deactivateUndo },
    consequences: [
      { icon: 'ban', tone: 'bad', text: t.deactivateApp },
      { icon: 'file-key', text: t.deactivateFile },
    ],
    action: bundleVerbPath(bundle.uid, 'deactivate'),
    verb: t.deactivateVerb,
    keep: { title: t.keepActive, href: bundlePath(bundle.uid) },
  });
}

export function deleteBundlePage(bundle: AppBundle): Page {
  const t = texts('appBundles');
  return askAbout(bundle, t.deleteTitle({ id: bundle.appBundleId }), {
    undo: { isPossible: false, text: t.deleteUndo },
    consequences: [
      { icon: 'trash-2', tone: 'bad', text: t.deleteFile },
      { icon: 'ban', tone: 'bad', text: t.deleteApp },
    ],
    action: bundleVerbPath(bundle.uid, 'delete'),
    verb: t.deleteVerb,
    keep: { title: t.keep, href: bundlePath(bundle.uid) },
  });
}

type Question = Pick<Parameters<typeof confirmation>[0], 'undo' | 'consequences' | 'action' | 'verb' | 'keep'>;

function askAbout(bundle: AppBundle, title: string, question: Question): Page {
  const t = texts('appBundles');
  const about = [
    { term: texts('catalog').status, value: <AppBundleBadge status={bundle.status} /> },
    { term: t.expires, value: <Time at={bundle.expiresAt} as="date" /> },
    { term: t.licenseFile, value: bundle.licenseFile },
  ];
  return confirmation({ ...question, title, crumbs: crumbsOf(bundle), about });
}
