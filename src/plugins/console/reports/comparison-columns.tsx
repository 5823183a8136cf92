import { formatNumber, texts } from '../../../core/i18n';
import type { Dimension, StatisticsRow } from '../../../core/licensing/internal';
import { withQuery } from '../../../pages/components/filters';
import { type Column, Cut } from '../../../pages/components/table';
import { MaybeTime } from '../../../pages/components/text';
import { customerPath } from '../../../pages/kit/record-paths';
import { LICENSES_PATH } from '../license-list/license-paths';
import { countryName } from './country-name';
import { reportPath } from './reports';

type ComparisonColumn = Column<StatisticsRow>;

export function comparisonColumns(by: Dimension): (ComparisonColumn | false)[] {
  const t = texts('statistics');
  const isOfCustomers = by === 'customer';
  const isOfEntitlements = by === 'entitlement';
  return [
    { head: t.of[by], width: 25, onCard: 'title', cell: (row) => <Name by={by} row={row} /> },
    (by === 'version' || isOfEntitlements) && {
      head: t.product,
      width: 15,
      onCard: 'wide',
      cell: ({ product }) => <Cut text={product} />,
    },
    !isOfCustomers && number(t.licenses, 'licenses', 'left'),
    !isOfCustomers && number(t.usable, 'usable', 'hidden'),
    !isOfCustomers && number(t.devices, 'devices', 'hidden'),
    !isOfEntitlements && number(t.activations, 'activations', 'hidden'),
    !isOfEntitlements && number(t.answers, 'checks', 'right'),
    !isOfEntitlements && number(t.refused, 'refused', 'hidden'),
    !isOfEntitlements && {
      head: t.lastContact,
      width: 15,
      onCard: 'wide',
      cell: ({ lastContactAt }) => <MaybeTime at={lastContactAt} none={t.noContact} />,
    },
  ];
}

type Numbers = 'licenses' | 'usable' | 'devices' | 'activations' | 'checks' | 'refused';

function number(head: string, field: Numbers, onCard: ComparisonColumn['onCard']): ComparisonColumn {
  return { head, isRight: true, onCard, cell: (row) => formatNumber(row[field] ?? 0) };
}

function Name({ by, row }: { readonly by: Dimension; readonly row: StatisticsRow }) {
  const t = texts('statistics');
  const { uid, product } = row;
  const name = nameOf(by, row.name);
  if (by === 'product') {
    return <Link href={withQuery(LICENSES_PATH, { product: product ?? undefined })} text={name} />;
  }
  if ((by === 'version' || by === 'entitlement' || by === 'country') && name !== '') {
    return <Link href={reportPath({ product: product ?? undefined, [by]: row.name ?? undefined })} text={name} />;
  }
  if (uid === null) {
    return name === '' ? <span class="unset">{t.noVersion}</span> : <Cut text={name} />;
  }
  return (
    <Link
      href={by === 'customer' ? customerPath(uid) : withQuery(LICENSES_PATH, { policy: uid })}
      text={name || t.noName}
    />
  );
}

function nameOf(by: Dimension, name: string | null): string {
  return by === 'country' && name !== null ? countryName(name) : (name ?? '');
}

function Link({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <a class="row-link cut" href={href} title={text}>
      {text}
    </a>
  );
}
