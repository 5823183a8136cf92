import type { VNode } from 'preact';
import type { Policy } from '../../../catalog/policies/policy.entity';
import type { Product } from '../../../catalog/products/product.entity';
import type { KeyPool } from '../../../licenses/licenses/key-pool.entity';
import { Banner } from '../../components/banner';
import { Button, ButtonLink } from '../../components/button';
import { confirmation } from '../../components/confirmation';
import { Select, TextArea, TextField } from '../../components/fields';
import { ErrorSummary, Form, FormFoot, FormGroup } from '../../components/form';
import { PageHeader } from '../../components/page-parts';
import { DescriptionList, Time } from '../../components/text';
import { formatNumber } from '../../../i18n/format';
import type { FormState } from '../../kit/form-state';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { policyPath, productPath, PRODUCTS_PATH } from '../products/product-paths';
import { keyPoolPath, keyPoolVerbPath, newKeyPoolPath } from './key-pool-paths';
import { formPage } from '../../components/form-page';

export interface KeyPoolData {
  readonly product: Product;
  readonly pool: KeyPool;
  readonly form: FormState;
  readonly canWrite: boolean;
}

export function keyPoolPage(data: KeyPoolData): Page {
  return new Page({ title: data.pool.name, width: 'form', body: <KeyPoolView {...data} /> });
}

function KeyPoolView({ product, pool, form, canWrite }: KeyPoolData): VNode {
  const t = texts('keyPools');
  const c = texts('catalog');
  const isLow = pool.lowWater !== null && pool.keysLeft <= pool.lowWater;
  return (
    <>
      <PageHeader
        title={pool.name}
        crumbs={crumbsOf(product)}
        actions={canWrite ? <Actions product={product} pool={pool} /> : undefined}
      />
      {isLow && (
        <Banner tone="warn" id="low" title={t.isLow}>
          {t.isLowText}
        </Banner>
      )}
      <ErrorSummary form={form} title={c.notSaved} />
      <DescriptionList
        items={[
          { term: t.left, value: formatNumber(pool.keysLeft) },
          { term: t.low, value: pool.lowWater === null ? null : formatNumber(pool.lowWater) },
          {
            term: t.policy,
            value: pool.policy ? <a href={policyPath(pool.policy.uid)}>{pool.policy.name}</a> : t.ownPolicy,
          },
          { term: c.created, value: <Time at={pool.createdAt} as="date" /> },
        ]}
      />
      {canWrite && (
        <div class="section">
          <Form action={keyPoolVerbPath(product.uid, pool.uid, 'keys')}>
            <FormGroup id="keys" title={t.keys} note={t.keysNote}>
              <TextArea form={form} name="keys" label={t.keysLabel} hint={t.keysHint} rows={8} />
            </FormGroup>
            <FormFoot>
              <Button look="primary" icon="plus">
                {t.keys}
              </Button>
            </FormFoot>
          </Form>
        </div>
      )}
    </>
  );
}

function Actions({ product, pool }: Pick<KeyPoolData, 'product' | 'pool'>): VNode {
  return (
    <>
      <ButtonLink look="danger" icon="trash-2" href={keyPoolVerbPath(product.uid, pool.uid, 'delete')}>
        {texts('catalog').remove}
      </ButtonLink>
      <ButtonLink icon="pencil" href={keyPoolVerbPath(product.uid, pool.uid, 'edit')}>
        {texts('catalog').edit}
      </ButtonLink>
    </>
  );
}

export interface KeyPoolFormData {
  readonly product: Product;
  readonly form: FormState;
  readonly policies: readonly Policy[];
  /** Undefined for a new pool. */
  readonly pool?: KeyPool;
}

export function keyPoolFormPage(data: KeyPoolFormData): Page {
  const t = texts('keyPools');
  const title = data.pool ? t.editTitle({ name: data.pool.name }) : t.add;
  const { product, form, policies, pool } = data;
  const current = pool?.policy;
  const offered = !current || policies.some(({ id }) => id === current.id) ? policies : [current, ...policies];
  return formPage({
    title,
    crumbs: crumbsOf(product),
    form,
    refused: texts('catalog').notSaved,
    action: pool ? keyPoolVerbPath(product.uid, pool.uid, 'edit') : newKeyPoolPath(product.uid),
    fields: (
      <FormGroup id="pool" title={t.group} note={t.groupNote}>
        <TextField form={form} name="name" label={texts('catalog').name} hint={t.nameHint} />
        <Select
          form={form}
          name="policy"
          label={t.policy}
          hint={t.policyHint}
          choices={[
            { value: '', title: t.ownPolicy },
            ...offered.map(({ uid, name }) => ({ value: uid, title: name })),
          ]}
        />
        <TextField form={form} name="low_water" label={t.low} hint={t.lowHint} isOptional />
      </FormGroup>
    ),
    verb: pool ? texts('catalog').save : t.add,
    cancel: {
      title: texts('catalog').cancel,
      href: pool ? keyPoolPath(product.uid, pool.uid) : productPath(product.uid),
    },
  });
}

export function deleteKeyPoolPage(product: Product, pool: KeyPool): Page {
  const t = texts('keyPools');
  const title = t.deleteTitle({ name: pool.name });
  return confirmation({
    title,
    crumbs: [...crumbsOf(product), { title: pool.name, href: keyPoolPath(product.uid, pool.uid) }],
    undo: { isPossible: false, text: t.deleteUndo },
    about: [{ term: t.left, value: formatNumber(pool.keysLeft) }],
    consequences: [
      {
        icon: 'trash-2',
        tone: 'bad',
        text: t.deleteKeys({ count: pool.keysLeft, number: formatNumber(pool.keysLeft) }),
      },
      { icon: 'key', text: t.deleteLicenses },
    ],
    action: keyPoolVerbPath(product.uid, pool.uid, 'delete'),
    verb: t.deleteVerb,
    keep: { title: t.keep, href: keyPoolPath(product.uid, pool.uid) },
  });
}

function crumbsOf({ uid, name }: Product) {
  return [
    { title: texts('catalog').catalogProducts, href: PRODUCTS_PATH },
    { title: name, href: productPath(uid) },
  ];
}
