import { entityOfRow } from '../../platform/database/entity-of-row';
import { databaseJson } from '../../platform/database/prepared-statement';
import type { UnitOfWork } from '../../platform/database/unit-of-work';
import { License } from './license.entity';

interface AddedLicense {
  readonly id: number;
  readonly uid: string;
  readonly key: string;
  /** Null except for the first one: the others have the same values. */
  readonly row: Record<string, unknown> | null;
}

/** Columns that the template does not have: each license has its own value. */
const OWN_COLUMNS = ['id', 'uid', 'key'];

/**
 * Adds licenses that differ by their keys alone, and returns them in the order of their ids. Skips keys that already exist.
 * @param template all columns but the key; without a uid, each license has one of its own
 */
export async function addLicenses(
  work: UnitOfWork,
  keys: readonly string[],
  template: Partial<License>,
): Promise<License[]> {
  const { dataSource } = work.manager;
  const { columns } = dataSource.getMetadata(License);
  const values = Object.fromEntries(columns.map((column) => [column.databaseName, column.getEntityValue(template)]));
  const statement = { name: 'add_licenses', text: insertInto(Object.keys(values)) };
  const rows = await work.query<AddedLicense>(statement, [databaseJson(values), keys]);
  const [first] = rows;
  const common = first?.row && entityOfRow(dataSource, License, first.row);
  return rows.map(({ id, uid, key }) => Object.assign(new License(), common, { id, uid, key }));
}

/** A batch has one template: as rows of values, a thousand licenses would be a statement of 50,000 parameters. */
function insertInto(columns: readonly string[]): string {
  const common = columns.filter((column) => !OWN_COLUMNS.includes(column));
  return `
    WITH added AS (
      INSERT INTO licenses (uid, key, ${common.join(', ')})
      SELECT coalesce(template.uid, gen_random_uuid()), keys.key, ${common.map((column) => `template.${column}`).join(', ')}
      FROM json_populate_record(NULL::licenses, $1::json) AS template CROSS JOIN unnest($2::text[]) AS keys(key)
      ON CONFLICT DO NOTHING RETURNING *
    )
    SELECT id, uid, key, CASE WHEN id = (SELECT min(id) FROM added) THEN to_jsonb(added) END AS row FROM added ORDER BY id`;
}
