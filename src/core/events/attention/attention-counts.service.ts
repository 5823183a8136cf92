import { Injectable } from '@nestjs/common';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { plugins } from '../../common/plugins/plugins';
import { currentRequest, type RequestContext } from '../../common/http/request-context';
import { productScope } from '../../identity/permissions/caller';
import { UnitOfWork } from '../../platform/database/unit-of-work';

const COUNTED = 100;

/**
 * Numbers of problems that need action, at most 100 each; also those that plug-ins count, by their names. Of pages that are
 * shown once they are used, by their paths: 1 if they are.
 */
export interface AttentionCounts {
  readonly [ofPlugin: string]: number | undefined;
  /** Webhooks whose last try failed, and those that were disabled because of that, of those that the caller sees. */
  readonly webhooks: number;
  /** Unresolved anomalies. */
  readonly anomalies: number;
  /** Background jobs that finished within a day, and of which rows failed. */
  readonly jobs: number;
}

/** Counts what needs attention, for every page of the console. */
@Injectable()
export class AttentionCountsService {
  private readonly known = new WeakMap<RequestContext, Promise<AttentionCounts>>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Once in a request: the overview and its navigation show the same numbers. */
  read(): Promise<AttentionCounts> {
    const request = currentRequest();
    const counts = (request && this.known.get(request)) ?? this.count();
    if (request) {
      this.known.set(request, counts);
    }
    return counts;
  }

  private async count(): Promise<AttentionCounts> {
    const since = new Date(this.clock.now().getTime() - DAY);
    const [counts] = await this.work.manager.query<[AttentionCounts]>(countSql(), [since, productScope() ?? null]);
    return counts;
  }
}

// There are at most 100 endpoints; the anomalies have an index of the unresolved ones, and the jobs one of
// those with failed rows. Plug-ins are known only after this file is loaded.
const countSql = (): string => `
  SELECT (
    SELECT count(*)::integer FROM webhook_endpoints
    WHERE (disabled_reason IN ('gone', 'failing') OR failing_since IS NOT NULL AND disabled_at IS NULL)
      AND ($2::bigint[] IS NULL OR product_ids <@ $2)
  ) AS webhooks, (
    SELECT count(*)::integer FROM (SELECT 1 FROM anomalies WHERE resolved_at IS NULL ORDER BY id LIMIT ${COUNTED}) AS unresolved
  ) AS anomalies, (
    SELECT count(*)::integer FROM (
      SELECT 1 FROM background_jobs WHERE finished_at > $1 AND failed > 0 LIMIT ${COUNTED}
    ) AS incomplete
  ) AS jobs${countsOfPlugins().join('')}
`;

function countsOfPlugins(): string[] {
  const declared = plugins().map(({ console = {} }) => console);
  const counts = declared.flatMap(({ counts: own = {} }) => Object.entries(own));
  const used = declared
    .flatMap(({ navigation = [] }) => navigation)
    .flatMap(({ path, usedIf }) => (usedIf === undefined ? [] : [[path, `SELECT (${usedIf})::integer`] as const]));
  return [...counts, ...used].map(
    ([name, sql]) => `, (${sql}
  ) AS "${name}"`,
  );
}
