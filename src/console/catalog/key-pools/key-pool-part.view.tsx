import type { VNode } from 'preact';
import type { Product } from '../../../catalog/products/product.entity';
import type { KeyPool } from '../../../licenses/licenses/key-pool.entity';
import { ButtonLink } from '../../components/button';
import { type Column, RowTitle, Table } from '../../components/table';
import { formatNumber } from '../../../i18n/format';
import { texts } from '../../../i18n/texts';
import { keyPoolPath, newKeyPoolPath } from './key-pool-paths';
import { Section } from '../../components/page-parts';

interface KeyPoolPartProps {
  readonly product: Product;
  readonly pools: readonly KeyPool[];
  readonly canWrite: boolean;
}

/** The key pools of a product, on its page. */
export function KeyPoolPart({ product, pools, canWrite }: KeyPoolPartProps): VNode {
  const t = texts('keyPools');
  const action = canWrite ? (
    <ButtonLink isSmall icon="plus" href={newKeyPoolPath(product.uid)}>
      {t.add}
    </ButtonLink>
  ) : undefined;
  return (
    <Section id="key-pools" title={t.title} note={t.note} action={action}>
      {pools.length === 0 ? (
        <p class="unset">{t.empty}</p>
      ) : (
        <Table label={t.title} rows={pools} columns={columnsOf(product)} />
      )}
    </Section>
  );
}

function columnsOf({ uid: product }: Product): Column<KeyPool>[] {
  const t = texts('keyPools');
  return [
    {
      head: texts('catalog').name,
      width: 40,
      onCard: 'title',
      cell: ({ uid, name }) => <RowTitle href={keyPoolPath(product, uid)} title={name} />,
    },
    {
      head: t.low,
      onCard: 'hidden',
      isRight: true,
      cell: ({ lowWater }) => (lowWater === null ? '' : formatNumber(lowWater)),
    },
    { head: t.left, onCard: 'status', isRight: true, cell: ({ keysLeft }) => formatNumber(keysLeft) },
  ];
}
