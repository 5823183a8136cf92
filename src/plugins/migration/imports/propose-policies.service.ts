import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../core/platform';
import { CHECKS } from './check-statements';
import type { CountChange, RowChange } from './import-counts';
import type { Import } from './import.entity';
import { ImportRow } from './import-row.entity';
import { patternFields } from './sources/values';
import type { PolicyPattern, StagedData } from './staged';

/** Others use the product's own policy: a policy for every license would help nobody. */
const MAX_POLICIES = 100;
const MAX_NAME = 255;

/** Licenses with the same product and limits. */
interface Recognized {
  readonly pattern: string;
  readonly licenses: number;
  /** Name of the product. */
  readonly product: string;
}

/** Recognizes policies: what many of the licenses that can be imported have in common. */
@Injectable()
export class ProposePoliciesService {
  constructor(private readonly work: UnitOfWork) {}

  /** Adds the most frequent ones as rows, and decides which of them Keyward has already. */
  async propose({ id }: Import): Promise<CountChange[]> {
    const { manager } = this.work;
    const found = await manager.query<Recognized[]>(RECOGNIZED, [id, MAX_POLICIES]);
    const rows = found.map((one, index) => ({ ...rowOf(one), importId: id, position: index + 1 }));
    await manager.insert(ImportRow, rows);
    const checked = await manager.query<RowChange[]>(CHECKS.policy, [id, 0, rows.length]);
    const added: RowChange = { kind: 'policy', outcome: 'pending', reason: '', count: rows.length };
    return [{ rows: [added] }, { rows: checked, from: 'pending' }];
  }
}

function rowOf({ pattern, licenses, product }: Recognized) {
  const limits = patternFields(pattern);
  const name = nameOf(product, limits);
  const data: StagedData['policy'] = { ...limits, name, licenses };
  return { kind: 'policy' as const, sourceId: pattern, label: name, data, outcome: 'pending' as const };
}

/** Such as "Photo Studio: Regular License, 1 seat, 365 days". */
function nameOf(product: string, pattern: PolicyPattern): string {
  const { type_label: label, max_activations: seats, uses_limit: uses, duration_days: days } = pattern;
  const parts = [
    label,
    seats === null ? 'any number of seats' : `${seats} ${seats === 1 ? 'seat' : 'seats'}`,
    uses === null ? null : `${uses} ${uses === 1 ? 'activation' : 'activations'} in all`,
    days === null ? null : `${days} days`,
  ];
  return `${product}: ${parts.filter((part) => part !== null).join(', ')}`.slice(0, MAX_NAME);
}

/** Licenses whose pattern is too long for a row's source id use the product's own policy. */
const RECOGNIZED = `
  SELECT counted.pattern, counted.licenses, p.data->>'name' AS product
  FROM (
    SELECT data->>'pattern' AS pattern, count(*)::integer AS licenses FROM import_rows
    WHERE import_id = $1 AND kind = 'license' AND outcome = 'pending' AND length(data->>'pattern') <= 800
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $2
  ) AS counted
  JOIN import_rows AS p ON p.import_id = $1 AND p.kind = 'product' AND p.source_id = counted.pattern::jsonb->>0
  ORDER BY 2 DESC, 1`;
