import type { DataSource, EntityMetadata } from 'typeorm';

import { allDeclarationsOf, type PersonalTable, type PersonalTables } from '../../core/common/internal';

/** A column that can contain an e-mail address. */
export interface TextColumn {
  readonly name: string;
  readonly kind: 'text' | 'json' | 'array';
  /** SQL type of parameters for it. */
  readonly type: string;
  /** Length of a text; null without a limit. */
  readonly length: number | null;
  /** Whether no two rows may have the same value. */
  readonly isUnique: boolean;
}

/** A table of the server or of a plug-in, and the personal data in it. */
export interface PersonTable {
  readonly name: string;
  readonly key: readonly { readonly name: string; readonly type: string }[];
  readonly texts: readonly TextColumn[];
  /** Whether audit entries name rows by their `uid`. */
  readonly hasUid: boolean;
  readonly columns: readonly string[];
  /** Columns that exports contain: no secrets. */
  readonly shown: readonly string[];
  readonly personal: PersonalTable;
  /** Whether a module declares its personal data. */
  readonly isDeclared: boolean;
}

const TEXTS: Readonly<Record<string, TextColumn['kind']>> = {
  'character varying': 'text',
  text: 'text',
  jsonb: 'json',
  json: 'json',
};
const SECRET = /(^|_)(hash|secret|token|password|key_hash|answer)$|_hash$|^secret/;
const UNDECLARED: PersonalTable = { others: [] };

/** The tables of all modules and plug-ins, with what their files `*.personal-data.ts` declare. */
export class AllPersonTables {
  /** In the order of their names. */
  readonly all: readonly PersonTable[];
  private readonly byName: ReadonlyMap<string, PersonTable>;

  constructor(dataSource: DataSource) {
    const declared = new Map(
      allDeclarationsOf<PersonalTables>('personal-data').flatMap((tables) => Object.entries(tables)),
    );
    this.all = dataSource.entityMetadatas
      .filter(({ tableType }) => tableType === 'regular')
      .map((metadata) => tableOf(dataSource, metadata, declared.get(metadata.tableName)))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    this.byName = new Map(this.all.map((table) => [table.name, table]));
  }

  find(name: string): PersonTable | undefined {
    return this.byName.get(name);
  }

  /** Tables whose rows belong to persons: those that refer to others come first. */
  get owned(): readonly PersonTable[] {
    const owned = this.all.filter(({ name }) => this.conditionOf(name) !== null);
    const depths = new Map(owned.map(({ name }) => [name, this.depthOf(name)]));
    return owned.sort((one, other) => (depths.get(other.name) ?? 0) - (depths.get(one.name) ?? 0));
  }

  /** SQL condition of the rows that belong to the person with an address of the array `$1`; null if no row ever does. */
  conditionOf(name: string): string | null {
    const conditions = [this.addressConditionOf(name) ?? [], this.ownerConditions(name)].flat();
    return conditions.length > 0 ? `(${conditions.join(' OR ')})` : null;
  }

  /** SQL condition of the rows that have an address of the array `$1` themselves. */
  addressConditionOf(name: string): string | null {
    const table = this.byName.get(name);
    const { addresses = [] } = table?.personal ?? {};
    const conditions = addresses.map((column) => {
      const isArray = table?.texts.some((text) => text.name === column && text.kind === 'array');
      return isArray ? `"${name}"."${column}" && $1::text[]` : `"${name}"."${column}" = ANY ($1::text[])`;
    });
    return conditions.length > 0 ? conditions.join(' OR ') : null;
  }

  /** Columns that records of a table's rows can have from the table or from rows that belong to them, such as the device of an activation. */
  recordedColumnsOf(name: string): string[] {
    const owned = this.all.filter((table) => ownersOf(table).some((owner) => owner.table === name));
    const tables = [this.byName.get(name), ...owned].flatMap((table) => table ?? []);
    return [...new Set(tables.flatMap(({ personal }) => personalColumns(personal)))];
  }

  private ownerConditions(name: string): string[] {
    return ownersOf(this.byName.get(name)).flatMap(({ column, table, key }) => {
      const condition = this.conditionOf(table);
      return condition ? `"${name}"."${column}" IN (SELECT "${key}" FROM "${table}" WHERE ${condition})` : [];
    });
  }

  private depthOf(name: string): number {
    return Math.max(0, ...ownersOf(this.byName.get(name)).map(({ table }) => 1 + this.depthOf(table)));
  }
}

/** Columns of a table with personal data. */
export function personalColumns({ addresses = [], blanked = [], erased }: PersonalTable): string[] {
  return [...addresses, ...blanked, ...Object.keys(erased === undefined || erased === 'deleted' ? {} : erased)];
}

/** The columns of a table by which its rows belong to the person of another row. */
export function ownersOf(table: PersonTable | undefined): { column: string; table: string; key: string }[] {
  return Object.entries(table?.personal.owners ?? {}).map(([column, target]) => {
    const [parent = '', key = 'id'] = target.split('.');
    return { column, table: parent, key };
  });
}

function tableOf(dataSource: DataSource, metadata: EntityMetadata, declared: PersonalTable | undefined): PersonTable {
  const { columns, primaryColumns, tableName: name, indices } = metadata;
  const typeOf = (column: EntityMetadata['columns'][number]): string => dataSource.driver.normalizeType(column);
  const unique = new Set(
    [...primaryColumns, ...indices.filter(({ isUnique }) => isUnique).flatMap((index) => index.columns)].map(
      ({ databaseName }) => databaseName,
    ),
  );
  return {
    name,
    key: primaryColumns.map((column) => ({ name: column.databaseName, type: typeOf(column) })),
    texts: columns.flatMap((column) => textOf(column, typeOf(column), unique.has(column.databaseName)) ?? []),
    hasUid: columns.some(({ databaseName }) => databaseName === 'uid'),
    columns: columns.map(({ databaseName }) => databaseName),
    shown: columns.map(({ databaseName }) => databaseName).filter((column) => !SECRET.test(column)),
    personal: declared ?? UNDECLARED,
    isDeclared: declared !== undefined,
  };
}

function textOf(column: EntityMetadata['columns'][number], type: string, isUnique: boolean): TextColumn | undefined {
  const kind = TEXTS[type];
  if (!kind) {
    return undefined;
  }
  const { databaseName: name, isArray, length } = column;
  return {
    name,
    kind: isArray ? 'array' : kind,
    type: isArray ? 'text[]' : kind === 'json' ? type : 'text',
    length: length === '' ? null : Number(length),
    isUnique,
  };
}
