import { texts } from '../../../../core/i18n';
import type { ShopMapping } from '../../shops/shop-mapping.entity';
import type { Shop } from '../../shops/shop.entity';
import { ButtonLink } from '../../../../pages/components/button';
import { type Column, Cut, CutCode, NoValue } from '../../../../pages/components/table';
import { mappingPath } from './shop-paths';

export function mappingColumns({ uid }: Shop, canWrite: boolean): Column<ShopMapping>[] {
  const t = texts('shops');
  const columns: Column<ShopMapping>[] = [
    {
      head: t.externalId,
      width: 35,
      onCard: 'title',
      cell: (mapping) =>
        canWrite ? (
          <a class="row-link cut mono" href={mappingPath(uid, mapping.uid, 'edit')} title={mapping.externalId}>
            {mapping.externalId}
          </a>
        ) : (
          <CutCode text={mapping.externalId} />
        ),
    },
    {
      head: t.gives,
      onCard: 'wide',
      cell: ({ product, policy }) =>
        product ? (
          <>
            <Cut text={product.name} />
            <span class="row-note cut" title={policy?.name}>
              {policy?.name}
            </span>
          </>
        ) : (
          <NoValue />
        ),
    },
    { head: t.per, width: 25, onCard: 'left', cell: ({ per }) => t.units[per] },
  ];
  const remove: Column<ShopMapping> = {
    head: t.removeHead,
    headView: <span class="visually-hidden">{t.removeHead}</span>,
    width: 15,
    isRight: true,
    onCard: 'right',
    cell: (mapping) => (
      <ButtonLink
        isSmall
        href={mappingPath(uid, mapping.uid, 'delete')}
        label={t.removeOf({ id: mapping.externalId })}
        text={t.remove}
      />
    ),
  };
  return canWrite ? [...columns, remove] : columns;
}
