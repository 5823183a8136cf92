import type { VNode } from 'preact';
import type { Product } from '../../../catalog/products/product.entity';
import type { ProductVersion } from '../../../catalog/versions/product-version.entity';
import type { Page as Rows } from '../../../common/pagination/page-request';
import { ButtonLink } from '../../components/button';
import { texts } from '../../../i18n/texts';
import { newVersionPath, versionsPath } from './version-paths';
import { Table } from '../../components/table';
import { versionColumns } from './version-table';
import { Section } from '../../components/page-parts';

interface VersionPartProps {
  readonly product: Product;
  /** The newest ones. */
  readonly versions: Rows<ProductVersion>;
  readonly canWrite: boolean;
}

/** The newest versions of a product, on its page. */
export function VersionPart({ product, versions: { rows, next }, canWrite }: VersionPartProps): VNode {
  const t = texts('versions');
  const action = canWrite ? (
    <ButtonLink look="primary" isSmall icon="plus" href={newVersionPath(product.uid)}>
      {t.add}
    </ButtonLink>
  ) : undefined;
  return (
    <Section id="versions" title={t.title} note={rows.length > 0 ? t.note : undefined} action={action}>
      {rows.length === 0 ? (
        <p class="unset">{t.empty}</p>
      ) : (
        <>
          <Table label={texts('versions').title} rows={rows} columns={versionColumns(product)} />
          {next !== null && (
            <p class="pager">
              <a href={versionsPath(product.uid)}>{t.all}</a>
            </p>
          )}
        </>
      )}
    </Section>
  );
}
