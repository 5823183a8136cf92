import type { VNode } from 'preact';
import type { Product, PublishedVersion } from '../../../../core/catalog';
import type { Page as Rows } from '../../../../core/common';
import { texts } from '../../../../core/i18n';
import { Banner } from '../../../../pages/components/banner';
import { addLink, ButtonLink, PostButton } from '../../../../pages/components/button';
import { confirmation } from '../../../../pages/components/confirmation';
import { detailPage } from '../../../../pages/components/detail-page';
import { countText } from '../../../../pages/components/list-counts';
import { listPage } from '../../../../pages/components/list-page';
import { Section } from '../../../../pages/components/page-parts';
import { Cut, RowTitle, NoValue } from '../../../../pages/components/table';
import { CopyButton, DescriptionList, Key, Time } from '../../../../pages/components/text';
import type { FormState } from '../../../../pages/kit/form-state';
import type { Page } from '../../../../pages/kit/page';
import { CreditSection, EntitlementSection, MeterSection } from '../definitions/definition-parts';
import { KeyPoolSection, keyPoolsPath } from '../key-pools/key-pool.view';
import { PRODUCT_STATES, type ProductListQueryDto } from './product-query.dto';
import { Day, EditActions, listed, noMatch } from '../../../../pages/components/record-parts';
import { policyPath, productPath } from '../../../../pages/kit/record-paths';
import { modulesPath, ProgramModuleSection } from '../program-modules/program-module-parts';
import { UPDATE_KEYS_PATH } from '../update-keys/update-keys.view';
import { VersionSection } from '../versions/version-parts';
import { COUNTED_LICENSES, type ProductFacts } from './product-facts.service';
import { aboutOf, crumbsOf, licensesOf, ProductBadge, PRODUCTS_PATH } from './product-parts';

/** Licenses of each product that the list counts. */
export const LISTED_LICENSES = 1_000;

interface ProductListData {
  readonly products: Rows<Product>;
  readonly query: ProductListQueryDto;
  /** By product id. */
  readonly licenses: ReadonlyMap<number, number>;
  readonly latest: ReadonlyMap<number, PublishedVersion>;
  readonly canWrite: boolean;
}

export function productListPage({ products, query, licenses, latest, canWrite }: ProductListData): Page {
  const [t, c] = [texts('products'), texts('catalog')];
  const { page, q, status } = query;
  const states = PRODUCT_STATES.map((value) => ({ value, title: c[value] }));
  return listPage({
    title: t.title,
    lead: t.lead,
    actions: [canWrite && addLink(t.add, `${PRODUCTS_PATH}/new`)],
    path: PRODUCTS_PATH,
    query: { q, status },
    views: { label: t.title, field: 'status', all: [{ title: t.all }, ...states] },
    search: { label: t.search, placeholder: t.searchHint },
    columns: [
      {
        head: t.name,
        width: 40,
        onCard: 'title',
        cell: ({ uid, name, reference }) => <RowTitle href={productPath(uid)} title={name} note={reference} />,
      },
      { head: t.status, onCard: 'status', cell: ({ isActive }) => <ProductBadge isActive={isActive} /> },
      { name: 'latest', head: t.latest, onCard: 'left', cell: ({ id }) => <Latest version={latest.get(id)} /> },
      {
        name: 'licenses',
        head: t.licenses,
        onCard: 'right',
        isRight: true,
        cell: (product) => licensesOf(product, licenses.get(product.id) ?? 0, LISTED_LICENSES).value,
      },
    ],
    ...listed(products, page),
    empty: { icon: 'package', title: t.empty, text: t.emptyText },
    noMatch: noMatch(t.nothing, q),
  });
}

function Latest({ version }: { readonly version: PublishedVersion | undefined }): VNode {
  return version ? <Cut text={version.version} note={<Day day={version.releasedAt} />} /> : <NoValue />;
}

interface ProductData extends ProductFacts {
  readonly canWrite: boolean;
  /** Whether the user may change key pools. */
  readonly canWriteKeys: boolean;
}

export function productPage(data: ProductData): Page {
  const t = texts('products');
  const { product, canWrite } = data;
  const { uid, isActive } = product;
  const path = productPath(uid);
  const activate = canWrite ? <PostButton action={`${path}/activate`} text={t.activate} /> : undefined;
  const { modules, keyPools } = data;
  // Few products have these: their sections are shown once there is a row.
  const more = (
    <>
      {modules.length === 0 && <a href={`${modulesPath(uid)}/new`}>{texts('programModules').upload}</a>}
      {keyPools.rows.length === 0 && data.canWriteKeys && (
        <a href={`${keyPoolsPath(uid)}/new`}>{texts('keyPools').add}</a>
      )}
      {isActive && <a href={`${path}/deactivate`}>{t.deactivate}</a>}
    </>
  );
  return detailPage({
    title: product.name,
    crumbs: crumbsOf(),
    lead: (
      <>
        <code>{product.reference}</code> <ProductBadge isActive={isActive} />
      </>
    ),
    actions: canWrite && <EditActions path={path} change={more} />,
    above: !isActive && (
      <Banner tone="warn" id="inactive" icon="circle-pause" title={t.inactiveTitle} action={activate}>
        {t.inactiveText}
      </Banner>
    ),
    main: (
      <>
        <VersionSection product={uid} versions={data.versions} canWrite={canWrite} />
        <EntitlementSection product={uid} rows={data.entitlements.rows} canWrite={canWrite} />
        <MeterSection
          product={uid}
          rows={data.meters.rows.filter(({ decimals }) => decimals === null)}
          canWrite={canWrite}
        />
        <CreditSection
          product={uid}
          rows={data.meters.rows.filter(({ decimals }) => decimals !== null)}
          canWrite={canWrite}
        />
        {modules.length > 0 && <ProgramModuleSection product={uid} rows={modules} canWrite={canWrite} />}
        {(keyPools.rows.length > 0 || (data.canWriteKeys && !canWrite)) && (
          <KeyPoolSection product={uid} pools={keyPools.rows} canWrite={data.canWriteKeys} />
        )}
      </>
    ),
    sidebar: <Sidebar {...data} />,
  });
}

function Sidebar({ product, licenses, sampleKey, trialForm }: ProductData): VNode {
  const t = texts('products');
  const { policy, trialPolicy: trials } = product;
  return (
    <>
      <Section id="details" title={t.details}>
        <DescriptionList
          items={[
            licensesOf(product, licenses, COUNTED_LICENSES),
            { term: t.policy, value: policy && <a href={policyPath(policy.uid)}>{t.policyLink}</a> },
            { term: t.trials, value: trials && <a href={policyPath(trials.uid)}>{trials.name}</a> },
            ...(trialForm === undefined
              ? []
              : [{ term: t.trialForm, value: <Address url={trialForm} what={t.trialForm} /> }]),
            { term: t.envato, value: product.envatoItemId },
            { term: texts('catalog').created, value: <Time at={product.createdAt} as="date" /> },
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
            { term: t.keyFormat, value: <code>{policy?.keyFormat}</code> },
            { term: t.keyExample, value: sampleKey === undefined ? t.signedKeys : <Key value={sampleKey} /> },
          ]}
        />
      </Section>
      <Section id="updates" title={t.updates}>
        <DescriptionList
          items={[
            { term: t.downloads, value: product.updatesNeedLicense ? t.withLicense : t.forAll },
            { term: t.steps, value: product.serveLatestUpdates ? t.direct : t.stepwise },
            { term: t.upgradeUrl, value: product.upgradeUrl },
            { term: t.customers, value: product.showsCustomer ? t.customersShown : t.customersHidden },
            { term: t.signingAlg, value: product.signingAlg ?? t.signingAlgDefault },
            { term: t.signing, value: <a href={UPDATE_KEYS_PATH}>{t.signingLink}</a> },
          ]}
        />
      </Section>
    </>
  );
}

function Address({ url, what }: { readonly url: string; readonly what: string }): VNode {
  return (
    <>
      <a class="key-whole" href={url}>
        {url}
      </a>{' '}
      <CopyButton value={url} what={what} />
    </>
  );
}

/** Says why the product cannot be deleted, if it has licenses, instead of a button that would be refused. */
export function deleteProductPage(product: Product, licenses: number, versions: number, form: FormState): Page {
  const t = texts('products');
  const path = productPath(product.uid);
  const head = { title: t.deleteTitle({ name: product.name }), crumbs: crumbsOf(product) };
  const about = aboutOf(product, licenses);
  if (licenses === 0) {
    return confirmation({
      ...head,
      form,
      undo: { isPossible: true, text: t.deleteUndo },
      about,
      consequences: [
        { icon: 'trash-2', tone: 'bad', text: t.deleteVersions({ versions }) },
        { icon: 'tag', tone: 'bad', text: t.deleteDeclared },
      ],
      action: `${path}/delete`,
      verb: t.deleteVerb,
      keep: { title: t.keep, href: path },
    });
  }
  return detailPage({
    ...head,
    width: 'confirmation',
    main: (
      <>
        <Banner tone="bad" id="in-use" title={t.inUseTitle} isAlert>
          {t.inUse({ count: countText(licenses, COUNTED_LICENSES) })}
        </Banner>
        <DescriptionList items={about} />
        <div class="section actions">
          {product.isActive && <ButtonLink href={`${path}/deactivate`} text={t.deactivateInstead} />}
          <ButtonLink look="quiet" href={path} text={t.keep} />
        </div>
      </>
    ),
  });
}
