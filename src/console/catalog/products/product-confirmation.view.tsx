import type { Product } from '../../../catalog/products/product.entity';
import { Banner } from '../../components/banner';
import { ButtonLink } from '../../components/button';
import { confirmation } from '../../components/confirmation';
import { PageHeader } from '../../components/page-parts';
import { DescriptionList, type Detail } from '../../components/text';
import type { FormState } from '../../kit/form-state';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { countText } from '../parts';
import { COUNTED_LICENSES } from './product-facts.service';
import { ProductBadge } from './product-list.view';
import { licensesPath, productPath, PRODUCTS_PATH, productVerbPath } from './product-paths';

export function deactivateProductPage(product: Product, licenses: number): Page {
  const t = texts('products');
  const title = t.deactivateTitle({ name: product.name });
  return confirmation({
    title,
    crumbs: crumbsOf(product),
    undo: { isPossible: true, text: t.deactivateUndo },
    about: aboutOf(product, licenses),
    consequences: [
      { icon: 'ban', tone: 'bad', text: t.newDevices({ count: countText(licenses, COUNTED_LICENSES) }) },
      { icon: 'download', text: t.noDownloads },
      { icon: 'monitor', text: t.oldDevices },
    ],
    action: productVerbPath(product.uid, 'deactivate'),
    verb: t.deactivateVerb,
    keep: { title: t.keepActive, href: productPath(product.uid) },
  });
}

interface DeletionData {
  readonly product: Product;
  readonly licenses: number;
  readonly versions: number;
  readonly form: FormState;
}

/** Says why the product cannot be deleted, if it has licenses, instead of a button that would be refused. */
export function deleteProductPage({ product, licenses, versions, form }: DeletionData): Page {
  const t = texts('products');
  const { uid, name, isActive } = product;
  const [title, crumbs, about] = [t.deleteTitle({ name }), crumbsOf(product), aboutOf(product, licenses)];
  if (licenses === 0) {
    return confirmation({
      ...{ title, crumbs, form, about },
      undo: { isPossible: false, text: t.deleteUndo },
      consequences: [
        { icon: 'trash-2', tone: 'bad', text: t.deleteVersions({ versions }) },
        { icon: 'tag', tone: 'bad', text: t.deleteDeclared },
      ],
      action: productVerbPath(uid, 'delete'),
      verb: t.deleteVerb,
      keep: { title: t.keep, href: productPath(uid) },
    });
  }
  const body = (
    <>
      <PageHeader title={title} crumbs={crumbs} />
      <Banner tone="bad" id="in-use" title={t.inUseTitle} isAlert>
        {t.inUse({ count: countText(licenses, COUNTED_LICENSES) })}
      </Banner>
      <DescriptionList items={about} />
      <div class="section actions">
        {isActive && <ButtonLink href={productVerbPath(uid, 'deactivate')}>{t.deactivateInstead}</ButtonLink>}
        <ButtonLink look="quiet" href={productPath(uid)}>
          {t.keep}
        </ButtonLink>
      </div>
    </>
  );
  return new Page({ title, width: 'confirmation', body });
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
