import type { Product } from '../../../catalog/products/product.entity';
import { Banner } from '../../components/banner';
import { ButtonLink } from '../../components/button';
import { Confirmation } from '../../components/confirmation';
import { PageHeader } from '../../components/page-parts';
import { DescriptionList, type Detail } from '../../components/text';
import { FormState } from '../../kit/form-state';
import { Page } from '../../kit/page';
import { texts } from '../../kit/texts';
import { countText } from '../parts';
import { COUNTED_LICENSES } from './product-facts.service';
import { ProductBadge } from './product-list.view';
import { licensesPath, productPath, PRODUCTS_PATH, productVerbPath } from './product-paths';

export function deactivateProductPage(product: Product, licenses: number): Page {
  const t = texts('products');
  const title = t.deactivateTitle({ name: product.name });
  const body = (
    <Confirmation
      title={title}
      crumbs={crumbsOf(product)}
      form={FormState.empty()}
      undo={{ isPossible: true, text: t.deactivateUndo }}
      about={aboutOf(product, licenses)}
      consequences={[
        { icon: 'ban', tone: 'bad', text: t.newDevices({ count: countText(licenses, COUNTED_LICENSES) }) },
        { icon: 'download', text: t.noDownloads },
        { icon: 'monitor', text: t.oldDevices },
      ]}
      action={productVerbPath(product.uid, 'deactivate')}
      verb={t.deactivateVerb}
      keep={{ title: t.keepActive, href: productPath(product.uid) }}
    />
  );
  return new Page({ title, width: 'confirmation', body });
}

interface DeletionProps {
  readonly product: Product;
  readonly licenses: number;
  readonly versions: number;
  readonly form: FormState;
}

export function deleteProductPage(props: DeletionProps): Page {
  const title = texts('products').deleteTitle({ name: props.product.name });
  const body = props.licenses > 0 ? <InUse {...props} title={title} /> : <Deletion {...props} title={title} />;
  return new Page({ title, width: 'confirmation', body });
}

type Titled = DeletionProps & { readonly title: string };

function Deletion({ product, licenses, versions, form, title }: Titled) {
  const t = texts('products');
  return (
    <Confirmation
      title={title}
      crumbs={crumbsOf(product)}
      form={form}
      undo={{ isPossible: false, text: t.deleteUndo }}
      about={aboutOf(product, licenses)}
      consequences={[
        { icon: 'trash-2', tone: 'bad', text: t.deleteVersions({ versions }) },
        { icon: 'tag', tone: 'bad', text: t.deleteDeclared },
      ]}
      action={productVerbPath(product.uid, 'delete')}
      verb={t.deleteVerb}
      keep={{ title: t.keep, href: productPath(product.uid) }}
    />
  );
}

/** Says why the product cannot be deleted, instead of a button that would be refused. */
function InUse({ product, licenses, title }: Titled) {
  const t = texts('products');
  return (
    <>
      <PageHeader title={title} crumbs={crumbsOf(product)} />
      <Banner tone="bad" id="in-use" title={t.inUseTitle} isAlert>
        {t.inUse({ count: countText(licenses, COUNTED_LICENSES) })}
      </Banner>
      <DescriptionList items={aboutOf(product, licenses)} />
      <div class="section actions">
        {product.isActive && (
          <ButtonLink href={productVerbPath(product.uid, 'deactivate')}>{t.deactivateInstead}</ButtonLink>
        )}
        <ButtonLink look="quiet" href={productPath(product.uid)}>
          {t.keep}
        </ButtonLink>
      </div>
    </>
  );
}

function crumbsOf({ uid, name }: Product) {
  return [
    { title: texts('products').title, href: PRODUCTS_PATH },
    { title: name, href: productPath(uid) },
  ];
}

function aboutOf(product: Product, licenses: number): Detail[] {
  const t = texts('products');
  return [
    { term: t.reference, value: <code>{product.reference}</code> },
    { term: texts('catalog').status, value: <ProductBadge isActive={product.isActive} /> },
    {
      term: t.licenses,
      value: <a href={licensesPath(product.reference)}>{countText(licenses, COUNTED_LICENSES)}</a>,
    },
  ];
}
