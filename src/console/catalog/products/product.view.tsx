import type { VNode } from 'preact';
import { Banner } from '../../components/banner';
import { ButtonLink, PostButton } from '../../components/button';
import { Menu, MenuRule, PageHeader, Section } from '../../components/page-parts';
import { DescriptionList, Key, Time } from '../../components/text';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { EntitlementPart, MeterPart } from '../declarations/declaration-parts.view';
import { KeyPoolPart } from '../key-pools/key-pool-part.view';
import { UPDATE_KEYS_PATH } from '../update-keys/update-key-paths';
import { VersionPart } from '../versions/version-part.view';
import { Columns, countText } from '../parts';
import { COUNTED_LICENSES, type ProductFacts } from './product-facts.service';
import { ProductBadge } from './product-list.view';
import { licensesPath, policyPath, PRODUCTS_PATH, productVerbPath } from './product-paths';

export interface ProductData extends ProductFacts {
  readonly canWrite: boolean;
  /** Whether the user may change key pools. */
  readonly canWriteKeys: boolean;
}

export function productPage(data: ProductData): Page {
  return new Page({ title: data.product.name, body: <ProductView {...data} /> });
}

function ProductView(data: ProductData): VNode {
  const t = texts('products');
  const { product, canWrite, canWriteKeys } = data;
  return (
    <>
      <PageHeader
        title={product.name}
        crumbs={[{ title: t.title, href: PRODUCTS_PATH }]}
        lead={
          <>
            <code>{product.reference}</code> <ProductBadge isActive={product.isActive} />
          </>
        }
        actions={canWrite ? <Actions {...data} /> : undefined}
      />
      {!product.isActive && (
        <Banner
          tone="warn"
          id="inactive"
          icon="circle-pause"
          title={t.inactiveTitle}
          action={
            canWrite ? (
              <PostButton action={productVerbPath(product.uid, 'activate')}>{t.activate}</PostButton>
            ) : undefined
          }
        >
          {t.inactiveText}
        </Banner>
      )}
      <Columns sidebar={<Sidebar {...data} />}>
        <VersionPart product={product} versions={data.versions} canWrite={canWrite} />
        <EntitlementPart product={product} entitlements={data.entitlements.rows} canWrite={canWrite} />
        <MeterPart product={product} meters={data.meters.rows} canWrite={canWrite} />
        <KeyPoolPart product={product} pools={data.keyPools.rows} canWrite={canWriteKeys} />
      </Columns>
    </>
  );
}

function Actions({ product: { uid, isActive } }: ProductData): VNode {
  const t = texts('products');
  return (
    <>
      <Menu label={texts('catalog').moreActions} isIcon>
        {isActive && (
          <>
            <a href={productVerbPath(uid, 'deactivate')}>{t.deactivate}</a>
            <MenuRule />
          </>
        )}
        <ButtonLink look="danger" icon="trash-2" href={productVerbPath(uid, 'delete')}>
          {texts('catalog').remove}
        </ButtonLink>
      </Menu>
      <ButtonLink icon="pencil" href={productVerbPath(uid, 'edit')}>
        {texts('catalog').edit}
      </ButtonLink>
    </>
  );
}

function Sidebar({ product, licenses, sampleKey }: ProductData): VNode {
  const t = texts('products');
  const c = texts('catalog');
  return (
    <>
      <Section id="details" title={t.details}>
        <DescriptionList
          items={[
            {
              term: t.licenses,
              value: <a href={licensesPath(product.reference)}>{countText(licenses, COUNTED_LICENSES)}</a>,
            },
            { term: t.policy, value: product.policy && <a href={policyPath(product.policy.uid)}>{t.policyLink}</a> },
            {
              term: t.trials,
              value: product.trialPolicy && (
                <a href={policyPath(product.trialPolicy.uid)}>{product.trialPolicy.name}</a>
              ),
            },
            { term: t.number, value: String(product.id) },
            { term: t.envato, value: product.envatoItemId },
            { term: c.created, value: <Time at={product.createdAt} as="date" /> },
          ]}
        />
      </Section>
      {product.description !== '' && (
        <Section id="description" title={t.description}>
          <p class="prose">{product.description}</p>
        </Section>
      )}
      <Section id="keys" title={t.keys}>
        <DescriptionList
          items={[
            { term: t.keyFormat, value: <code>{product.policy?.keyFormat}</code> },
            { term: t.keyExample, value: sampleKey === undefined ? t.signedKeys : <Key value={sampleKey} /> },
          ]}
        />
      </Section>
      <Section id="updates" title={t.updates}>
        <DescriptionList
          items={[
            { term: t.downloads, value: product.updatesNeedLicense ? t.withLicense : t.forAll },
            { term: t.steps, value: product.serveLatestUpdates ? t.direct : t.stepwise },
            {
              term: t.signing,
              value: <a href={UPDATE_KEYS_PATH}>{t.signingLink}</a>,
            },
          ]}
        />
      </Section>
    </>
  );
}
