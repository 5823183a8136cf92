import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../core/platform';
import { hidden } from '../shadowing/blanked';
import type { RowKind } from './import-row.entity';
import type { Import } from './import.entity';

const MAX_LICENSES = 5;
/** Maximum number of devices of a license, and of rows for a reason. */
const MAX_SAMPLES = 3;
/** Maximum number of tables, columns and sites in the list of those that are not imported. */
const MAX_OTHERS = 200;

/** A license that would be made. */
export interface LicenseSample {
  /** Its end, behind dots. */
  readonly key: string;
  /** Reference of the product. */
  readonly product: string;
  readonly customer: string | null;
  /** Name of the recognized policy; null for that of the product. */
  readonly policy: string | null;
  readonly max_activations: number | null;
  readonly expires_at: string | null;
  /** The first of its devices and domains. */
  readonly devices: readonly string[];
}

/** Rows of a kind that were left out for one reason. */
export interface LeftOutSample {
  readonly kind: RowKind;
  readonly reason: string;
  readonly rows: readonly { readonly number: number; readonly label: string }[];
}

/** The first rows of an import, by which a person sees whether it was understood. */
@Injectable()
export class ImportSamplesService {
  constructor(private readonly work: UnitOfWork) {}

  /** The first licenses that are to be made. */
  async licenses({ id }: Import): Promise<LicenseSample[]> {
    const samples = await this.work.manager.query<LicenseSample[]>(LICENSES, [id, MAX_LICENSES, MAX_SAMPLES]);
    return samples.map((sample) => ({ ...sample, key: hidden(sample.key) }));
  }

  /** The first rows that were left out for each reason. */
  leftOut({ id, counts }: Import): Promise<LeftOutSample[]> {
    const reasons = Object.entries(counts.rows ?? {}).flatMap(([kind, outcomes]) =>
      Object.keys(outcomes.left_out ?? {}).map((reason) => ({ kind, reason })),
    );
    const parameters = [id, JSON.stringify(reasons), MAX_SAMPLES, MAX_OTHERS];
    return this.work.manager.query<LeftOutSample[]>(LEFT_OUT, parameters);
  }
}

const LICENSES = `
  SELECT r.label AS key, coalesce(product.data->>'reference', product.label) AS product, customer.label AS customer,
    coalesce(chosen.name, policy.data->>'name') AS policy, (r.data->>'max_activations')::integer AS max_activations,
    r.data->>'expires_at' AS expires_at, ARRAY(
      SELECT label FROM import_rows AS a
      WHERE a.import_id = $1 AND a.kind = 'activation' AND a.parent = r.source_id AND a.outcome = 'pending'
      ORDER BY position LIMIT $3
    ) AS devices
  FROM (
    SELECT label, source_id, parent, data, position FROM import_rows
    WHERE import_id = $1 AND kind = 'license' AND outcome = 'pending' ORDER BY position LIMIT $2
  ) AS r
  JOIN import_rows AS product ON product.import_id = $1 AND product.kind = 'product' AND product.source_id = r.parent
  LEFT JOIN import_rows AS customer
    ON customer.import_id = $1 AND customer.kind = 'customer' AND customer.source_id = r.data->>'customer'
  LEFT JOIN import_rows AS policy
    ON policy.import_id = $1 AND policy.kind = 'policy' AND policy.source_id = r.data->>'pattern'
  LEFT JOIN policies AS chosen ON chosen.id = policy.target_id
  ORDER BY r.position`;

const LEFT_OUT = `
  SELECT given.kind, given.reason, (
    SELECT coalesce(json_agg(first), '[]') FROM (
      SELECT position AS number, label FROM import_rows AS r
      WHERE r.import_id = $1 AND r.kind = given.kind AND r.reason = given.reason
      ORDER BY position LIMIT CASE WHEN given.kind = 'other' THEN $4::integer ELSE $3::integer END
    ) AS first
  ) AS rows
  FROM json_to_recordset($2::json) AS given(kind text, reason text)`;
