import type { EntityManager } from 'typeorm';

/** A foreign key of one column. */
export interface Reference {
  readonly child: string;
  readonly column: string;
  /** Whether the column may be null. */
  readonly isNullable: boolean;
  readonly parent: string;
  readonly parentColumn: string;
  /** SQL type of the parent's column. */
  readonly type: string;
  /** Effect of a deletion of the parent's row: deletes the row, clears the column, or is refused. */
  readonly onDelete: 'delete' | 'clear' | 'refuse';
}

interface Table {
  readonly name: string;
  readonly primaryKey: readonly string[];
  /** Without those that the database computes. */
  readonly columns: readonly string[];
}

/** The tables of the database and how they refer to each other. */
export class TableGraph {
  private constructor(
    private readonly tables: ReadonlyMap<string, Table>,
    private readonly references: readonly Reference[],
  ) {}

  static async read(manager: EntityManager): Promise<TableGraph> {
    const tables = await manager.query<Table[]>(TABLES);
    return new TableGraph(
      new Map(tables.map((table) => [table.name, table])),
      await manager.query<Reference[]>(REFERENCES),
    );
  }

  table(name: string): Table {
    const table = this.tables.get(name);
    if (!table) {
      throw new Error(`There is no table ${name}`);
    }
    return table;
  }

  /** References to the rows of a table. */
  to(parent: string): readonly Reference[] {
    return this.references.filter((reference) => reference.parent === parent);
  }

  /** References of the rows of a table. */
  from(child: string): readonly Reference[] {
    return this.references.filter((reference) => reference.child === child);
  }

  /** Each table after those that it refers to. */
  sorted(names: readonly string[]): string[] {
    const sorted: string[] = [];
    const visit = (name: string): void => {
      if (!sorted.includes(name)) {
        const parents = this.from(name).map(({ parent }) => parent);
        parents.filter((parent) => parent !== name && names.includes(parent)).forEach(visit);
        sorted.push(name);
      }
    };
    names.forEach(visit);
    return sorted;
  }

  /** The table, and those whose rows are deleted with its rows, each after those that it refers to. */
  deletedWith(names: readonly string[]): string[] {
    const found = new Set(names);
    for (const name of found) {
      this.to(name)
        .filter(({ onDelete }) => onDelete === 'delete')
        .forEach(({ child }) => found.add(child));
    }
    return this.sorted([...found]);
  }
}

const TABLES = `
  SELECT c.relname AS name,
    coalesce(array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attnum = ANY (p.conkey)), '{}') AS "primaryKey",
    array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns
  FROM pg_class AS c
  JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_constraint AS p ON p.conrelid = c.oid AND p.contype = 'p'
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
  GROUP BY c.relname`;

const REFERENCES = `
  SELECT child.relname AS child, ca.attname AS column, NOT ca.attnotnull AS "isNullable",
    parent.relname AS parent, pa.attname AS "parentColumn", format_type(pa.atttypid, pa.atttypmod) AS type,
    CASE f.confdeltype WHEN 'c' THEN 'delete' WHEN 'n' THEN 'clear' ELSE 'refuse' END AS "onDelete"
  FROM pg_constraint AS f
  JOIN pg_class AS child ON child.oid = f.conrelid
  JOIN pg_class AS parent ON parent.oid = f.confrelid
  JOIN pg_attribute AS ca ON ca.attrelid = child.oid AND ca.attnum = f.conkey[1]
  JOIN pg_attribute AS pa ON pa.attrelid = parent.oid AND pa.attnum = f.confkey[1]
  WHERE f.contype = 'f' AND child.relnamespace = current_schema()::regnamespace AND child.relkind = 'r'
  ORDER BY child.relname, ca.attname`;
