import type { VNode } from 'preact';
import type { Product } from '../../../catalog/products/product.entity';
import type { ProductVersion, VersionFileType } from '../../../catalog/versions/product-version.entity';
import { MAX_VERSION_FILE_BYTES } from '../../../catalog/versions/versions.service';
import { Button, ButtonLink } from '../../components/button';
import { ErrorSummary, Form, FormFoot } from '../../components/form';
import { PageHeader } from '../../components/page-parts';
import { UploadField } from '../../components/upload-field';
import type { FormState } from '../../kit/form-state';
import { Page } from '../../kit/page';
import { COMMON } from '../common-texts';
import { FILE_FIELD } from '../receive-upload';
import { crumbsOf } from './version-crumbs';
import { filePath, versionPath } from './version-paths';
import { VERSION_TEXTS } from './version-texts';

export interface UploadData {
  readonly product: Product;
  readonly version: ProductVersion;
  readonly type: VersionFileType;
  readonly form: FormState;
}

export function uploadPage(data: UploadData): Page {
  const t = VERSION_TEXTS();
  const title = t.uploadTitle(t.types[data.type], data.version.version);
  return new Page({ title, width: 'form', body: <Upload {...data} title={title} /> });
}

function Upload({ product, version, type, form, title }: UploadData & { readonly title: string }): VNode {
  const t = VERSION_TEXTS();
  const old = type === 'main' ? version.mainFile : version.sqlFile;
  return (
    <>
      <PageHeader title={title} crumbs={crumbsOf(product, version)} lead={t.typeHints[type]} />
      <ErrorSummary form={form} title={COMMON().notSaved} />
      <p class="prose">{old ? t.uploadReplaces(old.name) : t.uploadNote}</p>
      <div class="section">
        <Form action={filePath(product.uid, version.uid, type)} isMultipart>
          <UploadField form={form} name={FILE_FIELD} label={COMMON().file} maxBytes={MAX_VERSION_FILE_BYTES} />
          <FormFoot>
            <Button look="primary" icon="upload">
              {t.upload}
            </Button>
            <ButtonLink look="quiet" href={versionPath(product.uid, version.uid)}>
              {COMMON().cancel}
            </ButtonLink>
          </FormFoot>
        </Form>
      </div>
    </>
  );
}
