import type { ComponentChildren, VNode } from 'preact';
import type { Entitlement, Meter } from '../../../../core/catalog';
import { texts } from '../../../../core/i18n';
import { Tag } from '../../../../pages/components/badge';
import { type Column, Cut } from '../../../../pages/components/table';
import type { Detail } from '../../../../pages/components/text';
import { TableSection } from '../../../../pages/components/record-parts';
import { productPath } from '../../../../pages/kit/record-paths';

/** The kinds of definitions of a product. */
export type DefinitionKind = 'entitlements' | 'meters' | 'credits';

export const newDefinitionPath = (product: string, kind: DefinitionKind): string =>
  `${productPath(product)}/${kind}/new`;
export const definitionPath = (product: string, kind: DefinitionKind, verb: 'edit' | 'delete', code: string): string =>
  `${productPath(product)}/${kind}/${verb}/${encodeURIComponent(code)}`;

export function codeOf(code: string): Detail {
  return { term: texts('catalog').code, value: <code>{code}</code> };
}

interface DefinitionsProps<T> {
  /** Reference of the product. */
  readonly product: string;
  readonly rows: readonly T[];
  readonly canWrite: boolean;
}

/** The entitlements of a product, on its page. */
export function EntitlementSection(props: DefinitionsProps<Entitlement>): VNode {
  const t = texts('definitions');
  return (
    <DefinitionSection
      {...props}
      kind="entitlements"
      title={t.entitlements}
      note={t.entitlementsNote}
      add={t.addEntitlement}
      empty={t.noEntitlements}
      typeOf={({ type, choices }) => (
        <Cut text={type === 'choice' ? `${t.shortTypes.choice}: ${choices.join(', ')}` : t.shortTypes[type]} />
      )}
    />
  );
}

/** The meters of a product, on its page. */
export function MeterSection(props: DefinitionsProps<Meter>): VNode {
  const t = texts('definitions');
  return (
    <DefinitionSection
      {...props}
      kind="meters"
      title={t.meters}
      note={t.metersNote}
      add={t.addMeter}
      empty={t.noMeters}
      typeOf={({ kind, unit }) => <Cut text={unit === null ? t.shortKinds[kind] : `${t.shortKinds[kind]}, ${unit}`} />}
    />
  );
}

/** The credits of a product, on its page. */
export function CreditSection(props: DefinitionsProps<Meter>): VNode {
  const t = texts('definitions');
  return (
    <DefinitionSection
      {...props}
      kind="credits"
      title={t.credits}
      note={t.creditsNote}
      add={t.addCredit}
      empty={t.noCredits}
      typeOf={({ decimals }) => t.creditDecimals({ decimals: decimals ?? 0 })}
    />
  );
}

interface DefinitionSectionProps<T> extends DefinitionsProps<T> {
  readonly kind: DefinitionKind;
  readonly title: string;
  readonly note: string;
  readonly add: string;
  readonly empty: string;
  readonly typeOf: (definition: T) => ComponentChildren;
}

function DefinitionSection<T extends Entitlement | Meter>(props: DefinitionSectionProps<T>): VNode {
  const { product, rows, canWrite, kind, title, note, add, empty, typeOf } = props;
  const c = texts('catalog');
  const columns: (Column<T> | false)[] = [
    { head: c.code, width: 30, onCard: 'title', cell: ({ code }) => <Tag>{code}</Tag> },
    { head: c.name, onCard: 'wide', cell: ({ name }) => <Cut text={name} /> },
    { head: c.type, width: 25, onCard: 'left', cell: typeOf },
    canWrite && {
      head: c.edit,
      width: 15,
      onCard: 'right',
      isRight: true,
      cell: ({ code }) => (
        <a href={definitionPath(product, kind, 'edit', code)} aria-label={`${c.edit}: ${code}`}>
          {c.edit}
        </a>
      ),
    },
  ];
  return (
    <TableSection
      id={kind}
      title={title}
      note={note}
      add={canWrite && { title: add, href: newDefinitionPath(product, kind) }}
      rows={rows}
      columns={columns}
      empty={empty}
    />
  );
}
