import type { ComponentChildren, VNode } from 'preact';
import type { Entitlement } from '../../../catalog/definitions/entitlement.entity';
import type { Meter } from '../../../catalog/definitions/meter.entity';
import type { Product } from '../../../catalog/products/product.entity';
import { Tag } from '../../components/badge';
import { ButtonLink } from '../../components/button';
import { type Column, Cut, Table } from '../../components/table';
import { texts } from '../../../i18n/texts';
import { type DeclarationKind, declarationPath, newDeclarationPath } from './declaration-paths';
import { Section } from '../../components/page-parts';

interface DeclaredProps {
  readonly product: Product;
  readonly canWrite: boolean;
}

/** The entitlements of a product, on its page. */
export function EntitlementPart({
  entitlements,
  ...rest
}: DeclaredProps & { readonly entitlements: readonly Entitlement[] }): VNode {
  const t = texts('definitions');
  return (
    <DeclarationPart
      {...rest}
      kind="entitlements"
      title={t.entitlements}
      note={t.entitlementsNote}
      add={t.addEntitlement}
      empty={t.noEntitlements}
      rows={entitlements}
      typeOf={({ type, choices }) => (
        <Cut text={type === 'choice' ? `${t.shortTypes.choice}: ${choices.join(', ')}` : t.shortTypes[type]} />
      )}
    />
  );
}

/** The meters of a product, on its page. */
export function MeterPart({ meters, ...rest }: DeclaredProps & { readonly meters: readonly Meter[] }): VNode {
  const t = texts('definitions');
  return (
    <DeclarationPart
      {...rest}
      kind="meters"
      title={t.meters}
      note={t.metersNote}
      add={t.addMeter}
      empty={t.noMeters}
      rows={meters}
      typeOf={({ kind, unit }) => <Cut text={unit === null ? t.shortKinds[kind] : `${t.shortKinds[kind]}, ${unit}`} />}
    />
  );
}

interface DeclarationPartProps<T> extends DeclaredProps {
  readonly kind: DeclarationKind;
  readonly title: string;
  readonly note: string;
  readonly add: string;
  readonly empty: string;
  readonly rows: readonly T[];
  readonly typeOf: (declared: T) => ComponentChildren;
}

function DeclarationPart<T extends Entitlement | Meter>(props: DeclarationPartProps<T>): VNode {
  const { product, canWrite, kind, title, note, add, empty, rows } = props;
  const action = canWrite ? (
    <ButtonLink isSmall icon="plus" href={newDeclarationPath(product.uid, kind)}>
      {add}
    </ButtonLink>
  ) : undefined;
  return (
    <Section id={kind} title={title} note={note} action={action}>
      {rows.length === 0 ? (
        <p class="unset">{empty}</p>
      ) : (
        <Table label={title} rows={rows} columns={columnsOf(props)} />
      )}
    </Section>
  );
}

function columnsOf<T extends Entitlement | Meter>(props: DeclarationPartProps<T>): Column<T>[] {
  const { product, canWrite, kind, typeOf } = props;
  const c = texts('catalog');
  const columns: Column<T>[] = [
    { head: c.code, width: 30, onCard: 'title', cell: ({ code }) => <Tag>{code}</Tag> },
    { head: c.name, onCard: 'wide', cell: ({ name }) => <Cut text={name} /> },
    { head: c.type, width: 25, onCard: 'left', cell: typeOf },
  ];
  const edit: Column<T> = {
    head: c.edit,
    width: 15,
    onCard: 'right',
    isRight: true,
    cell: ({ code }) => (
      <a href={declarationPath(product.uid, kind, 'edit', code)} aria-label={`${c.edit}: ${code}`}>
        {c.edit}
      </a>
    ),
  };
  return canWrite ? [...columns, edit] : columns;
}
