import type { VNode } from 'preact';
import type { Product } from '../../../catalog/products/product.entity';
import type { ProductVersion, VersionFileType } from '../../../catalog/versions/product-version.entity';
import { MAX_VERSION_FILE_BYTES } from '../../../catalog/versions/versions.service';
import type { StoredFile } from '../../../platform/files/stored-file.entity';
import { Button, ButtonLink } from '../../components/button';
import { confirmation } from '../../components/confirmation';
import { ErrorSummary, Form, FormFoot } from '../../components/form';
import { PageHeader } from '../../components/page-parts';
import { UploadField } from '../../components/upload-field';
import { formatBytes } from '../../../i18n/format';
import type { FormState } from '../../kit/form-state';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { FILE_FIELD } from '../receive-upload';
import { crumbsOf } from './version-crumbs';
import { filePath, fileVerbPath, versionPath } from './version-paths';

export interface UploadData {
  readonly product: Product;
  readonly version: ProductVersion;
  readonly type: VersionFileType;
  readonly form: FormState;
}

export function uploadPage(data: UploadData): Page {
  const t = texts('versions');
  const title = t.uploadTitle({ type: t.types[data.type], version: data.version.version });
  return new Page({ title, width: 'form', body: <Upload {...data} title={title} /> });
}

function Upload({ product, version, type, form, title }: UploadData & { readonly title: string }): VNode {
  const t = texts('versions');
  const old = type === 'main' ? version.mainFile : version.sqlFile;
  return (
    <>
      <PageHeader title={title} crumbs={crumbsOf(product, version)} lead={t.typeHints[type]} />
      <ErrorSummary form={form} title={texts('catalog').notSaved} />
      <p class="prose">{old ? t.uploadReplaces({ name: old.name }) : t.uploadNote}</p>
      <div class="section">
        <Form action={filePath(product.uid, version.uid, type)} isMultipart>
          <UploadField form={form} name={FILE_FIELD} label={texts('catalog').file} maxBytes={MAX_VERSION_FILE_BYTES} />
          <FormFoot>
            <Button look="primary" icon="upload">
              {t.upload}
            </Button>
            <ButtonLink look="quiet" href={versionPath(product.uid, version.uid)}>
              {texts('catalog').cancel}
            </ButtonLink>
          </FormFoot>
        </Form>
      </div>
    </>
  );
}

export function deleteFilePage({ product, version, type, form }: UploadData, file: StoredFile): Page {
  const t = texts('versions');
  const title = t.deleteFileTitle({ name: file.name });
  return confirmation({
    title,
    crumbs: crumbsOf(product, version),
    form,
    undo: { isPossible: false, text: t.deleteFileUndo },
    about: [
      { term: texts('catalog').file, value: file.name },
      { term: texts('catalog').size, value: formatBytes(file.size) },
    ],
    consequences: [
      version.isActive
        ? { icon: 'ban', tone: 'bad', text: t.deleteFileOffered }
        : { icon: 'info', text: t.deleteFileDraft },
    ],
    action: fileVerbPath(product.uid, version.uid, type, 'delete'),
    verb: t.deleteFileVerb,
    keep: { title: t.keepFile, href: versionPath(product.uid, version.uid) },
  });
}
