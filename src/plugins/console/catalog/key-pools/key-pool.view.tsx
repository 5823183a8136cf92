import type { VNode } from 'preact';
import type { Product } from '../../../../core/catalog';
import { formatNumber, texts } from '../../../../core/i18n';
import type { KeyPool } from '../../../../core/licenses';
import { Banner } from '../../../../pages/components/banner';
import { Button } from '../../../../pages/components/button';
import { detailPage } from '../../../../pages/components/detail-page';
import { TextArea } from '../../../../pages/components/fields';
import { ErrorSummary, Form, FormFoot, FormGroup } from '../../../../pages/components/form';
import { RowTitle } from '../../../../pages/components/table';
import { DescriptionList, Time } from '../../../../pages/components/text';
import type { FormState } from '../../../../pages/kit/form-state';
import type { Page } from '../../../../pages/kit/page';
import { TableSection } from '../../../../pages/components/record-parts';
import { policyPath, productPath } from '../../../../pages/kit/record-paths';
import { crumbsOf } from '../products/product-parts';

/** The key pools of a product. */
export const keyPoolsPath = (product: string): string => `${productPath(product)}/key-pools`;
export const keyPoolPath = (product: string, pool: string): string => `${keyPoolsPath(product)}/${pool}`;

interface KeyPoolSectionProps {
  /** UUID. */
  readonly product: string;
  readonly pools: readonly KeyPool[];
  readonly canWrite: boolean;
}

/** The key pools of a product, on its page. */
export function KeyPoolSection({ product, pools, canWrite }: KeyPoolSectionProps): VNode {
  const t = texts('keyPools');
  return (
    <TableSection
      id="key-pools"
      title={t.title}
      note={t.note}
      add={canWrite && { title: t.add, href: `${keyPoolsPath(product)}/new` }}
      rows={pools}
      columns={[
        {
          head: t.name,
          width: 40,
          onCard: 'title',
          cell: ({ uid, name }) => <RowTitle href={keyPoolPath(product, uid)} title={name} />,
        },
        {
          head: t.low,
          onCard: 'hidden',
          isRight: true,
          cell: ({ warningThreshold }) => (warningThreshold === null ? '' : formatNumber(warningThreshold)),
        },
        { head: t.left, onCard: 'status', isRight: true, cell: ({ keysLeft }) => formatNumber(keysLeft) },
      ]}
      empty={t.empty}
    />
  );
}

interface KeyPoolData {
  readonly product: Product;
  readonly pool: KeyPool;
  readonly form: FormState;
  readonly canWrite: boolean;
}

/** A key pool, with a form that adds keys. */
export function keyPoolPage({ product, pool, form, canWrite }: KeyPoolData): Page {
  const [t, c] = [texts('keyPools'), texts('catalog')];
  const { policy, warningThreshold, keysLeft } = pool;
  const path = keyPoolPath(product.uid, pool.uid);
  return detailPage({
    title: pool.name,
    width: 'form',
    crumbs: crumbsOf(product),
    actions: canWrite && [
      { title: c.remove, href: `${path}/delete`, icon: 'trash-2', look: 'danger' },
      { title: c.edit, href: `${path}/edit`, icon: 'pencil' },
    ],
    above: warningThreshold !== null && keysLeft <= warningThreshold && (
      <Banner tone="warn" id="low" title={t.isLow}>
        {t.isLowText}
      </Banner>
    ),
    main: (
      <>
        <ErrorSummary form={form} title={t.notSaved} />
        <DescriptionList
          items={[
            { term: t.left, value: formatNumber(keysLeft) },
            { term: t.low, value: warningThreshold === null ? null : formatNumber(warningThreshold) },
            { term: t.policy, value: policy ? <a href={policyPath(policy.uid)}>{policy.name}</a> : t.ownPolicy },
            { term: c.created, value: <Time at={pool.createdAt} as="date" /> },
          ]}
        />
        {canWrite && <KeysForm action={`${path}/keys`} form={form} />}
      </>
    ),
  });
}

function KeysForm({ action, form }: { readonly action: string; readonly form: FormState }): VNode {
  const t = texts('keyPools');
  return (
    <div class="section">
      <Form action={action}>
        <FormGroup id="keys" title={t.keys} note={t.keysNote}>
          <TextArea form={form} name="keys" label={t.keysLabel} hint={t.keysHint} rows={8} />
        </FormGroup>
        <FormFoot>
          <Button look="primary" icon="plus" text={t.keys} />
        </FormFoot>
      </Form>
    </div>
  );
}
