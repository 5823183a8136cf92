import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';

const COUNTED = 100;

/** Numbers of problems that need action; at most 100 each. */
export interface AttentionCounts {
  /** Webhooks whose last try failed, and those that were disabled because of that. */
  readonly webhooks: number;
  /** Unresolved anomalies. */
  readonly anomalies: number;
}

/** Counts what needs attention, for every page of the console. */
@Injectable()
export class AttentionCountsService {
  constructor(private readonly work: UnitOfWork) {}

  async read(): Promise<AttentionCounts> {
    const [counts] = await this.work.manager.query<[AttentionCounts]>(COUNT);
    return counts;
  }
}

// There are at most 100 endpoints; the anomalies have an index of the unresolved ones.
const COUNT = `
  SELECT (
    SELECT count(*)::integer FROM webhook_endpoints
    WHERE disabled_reason IN ('gone', 'failing') OR failing_since IS NOT NULL AND disabled_at IS NULL
  ) AS webhooks, (
    SELECT count(*)::integer FROM (SELECT 1 FROM anomalies WHERE resolved_at IS NULL ORDER BY id LIMIT ${COUNTED}) AS unresolved
  ) AS anomalies
`;
