import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { allPages } from '../../platform/replicas/all-pages';
import { type CursorRequest, MAX_SCANNED_ROWS, type Page } from '../../common/pagination/page-request';
import { foundAmongNewest, searchPattern } from '../../platform/database/like-pattern';
import { cursorOf, idOf } from '../../platform/database/read-page';
import { type ProductScope, productScope } from '../../identity/permissions/caller';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type ActorType, AuditEntry } from '../../platform/records/audit-entry.entity';
import { type AuditView, type Branch, LATEST_BRANCHES, VIEW_CONDITIONS } from './audit-views';
import { type Span, spanConditions, type Target, targetTypes } from './event-query';

/** Conditions of a search in the audit trail. */
export interface AuditSearch extends Span {
  readonly view: AuditView;
  readonly actor?: string;
  readonly actorType?: ActorType;
  /** Name of an event; it may be one that the view leaves out. */
  readonly action?: string;
  /** A type without an id: all of that type. */
  readonly target?: Partial<Target>;
  /** Uid of the background job that made the changes. */
  readonly job?: string;
  /** Reference of a product: its own changes, and those of its versions and licenses. */
  readonly product?: string;
  /** Any of these, instead of one. */
  readonly targets?: readonly Target[];
  /** Part of an actor, an action or an id, a whole reference, or what `named` stands for. */
  readonly q?: string;
  /** Targets whose name is `q`. */
  readonly named?: readonly Target[];
}

interface Plan {
  readonly branches: readonly Branch[];
  /** Conditions without an index. */
  readonly matching: readonly string[];
}

type Bind = (value: unknown) => string;

interface Examined {
  readonly ids: number[];
  readonly last: number | null;
  readonly examined: number;
}

const EXPORT_PAGE_SIZE = 500;
/** Rows that a search examines for each value of a list. */
const SCANNED_OF_EACH = 1_000;

/** Finds audit entries for people: of callers of some products, those of these products. */
@Injectable()
export class AuditSearchService {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * Reads a page. If a condition has no index, a page is found among a limited number of rows, and may have fewer rows than
   * the limit before the end of the log.
   */
  async list(search: AuditSearch, { limit, after }: CursorRequest): Promise<Page<AuditEntry>> {
    const parameters: unknown[] = [];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const { branches, matching } = this.planOf(search, bind);
    const common = [...spanConditions('audit_entries', search, bind), ...ofProducts(productScope(), bind)];
    const before = after === undefined ? [] : [`id < ${bind(idOf(after, 'after'))}`];
    const scanned = branches.some(({ each }) => each !== undefined) ? SCANNED_OF_EACH : MAX_SCANNED_ROWS;
    const depth = matching.length > 0 ? Math.max(scanned, limit + 1) : limit + 1;
    const [found] = await this.work.manager.query<[Examined]>(
      statement(
        branches.map((branch) => ({ ...branch, where: [...branch.where, ...common, ...before] })),
        matching,
        { depth, limit: limit + 1 },
      ),
      parameters,
    );
    return this.toPage(found, limit, depth);
  }

  /** All matching entries, in pages that are loaded on demand. */
  all(search: AuditSearch): AsyncGenerator<AuditEntry[]> {
    return allPages((after) => this.list(search, { limit: EXPORT_PAGE_SIZE, after }));
  }

  /** The newest entries without sign-ins and rows of jobs, in one statement. */
  latest(limit: number): Promise<AuditEntry[]> {
    const newest = LATEST_BRANCHES.map((branch) => newestOf(branch, 'true', limit)).join(' UNION ');
    return this.work.manager
      .createQueryBuilder(AuditEntry, 'entry')
      .where(`entry.id IN (SELECT id FROM (${newest}) AS newest ORDER BY id DESC LIMIT ${limit})`)
      .orderBy('entry.id', 'DESC')
      .getMany();
  }

  private planOf(search: AuditSearch, bind: Bind): Plan {
    const { view, action, actor, target, job, q } = search;
    const { where, branches, rest } = VIEW_CONDITIONS[view];
    if (job !== undefined) {
      return { branches: [{ where: [`job_id = ${bind(job)}`] }], matching: filtersOf(search, [], bind) };
    }
    const targets = search.targets ?? this.targetsOf(target);
    if (targets !== undefined) {
      const branch = ofTargets(targets, bind);
      const found = q === undefined ? [] : [containing(q, bind)];
      return { branches: [branch], matching: [...found, ...filtersOf(search, where, bind)] };
    }
    if (q !== undefined) {
      return { branches: this.branchesFor(q, search, bind), matching: filtersOf(search, where, bind) };
    }
    if (actor !== undefined) {
      const matching = filtersOf({ ...search, actor: undefined }, where, bind);
      return { branches: [{ where: [`actor = ${bind(actor)}`] }], matching };
    }
    if (action !== undefined) {
      const matching = filtersOf({ ...search, action: undefined }, [], bind);
      return { branches: [{ where: [`action = ${bind(action)}`] }], matching };
    }
    return { branches, matching: filtersOf(search, rest, bind) };
  }

  /** A target without a type may have any. */
  private targetsOf({ type, id }: Partial<Target> = {}): Target[] | undefined {
    const types = type === undefined ? targetTypes(this.work.manager.dataSource) : [type];
    return id === undefined ? undefined : types.map((one) => ({ type: one, id }));
  }

  private branchesFor(q: string, { named = [] }: AuditSearch, bind: Bind): Branch[] {
    return [
      ...(named.length === 0 ? [] : [ofTargets(named, bind)]),
      { where: [`reference = ${bind(q)}`] },
      { where: [`actor = ${bind(q)}`] },
      { where: [foundAmongNewest({ alias: 'audit_entries', table: 'audit_entries', match: containing(q, bind) })] },
    ];
  }

  private async toPage({ ids, last, examined }: Examined, limit: number, depth: number): Promise<Page<AuditEntry>> {
    const shown = ids.slice(0, limit);
    const rows =
      shown.length === 0
        ? []
        : await this.work.manager.find(AuditEntry, { where: { id: In(shown) }, order: { id: 'DESC' } });
    const end = ids.length > limit ? shown.at(-1) : examined === depth ? last : null;
    return { rows, total: null, next: end === null || end === undefined ? null : cursorOf(end) };
  }
}

/** An action that somebody asks for counts more than the view. */
function filtersOf(
  { action, actor, actorType, product, target }: AuditSearch,
  ofView: readonly string[],
  bind: Bind,
): string[] {
  return [
    ...(action === undefined ? ofView : [`action = ${bind(action)}`]),
    ...(actor === undefined ? [] : [`actor = ${bind(actor)}`]),
    ...(actorType === undefined ? [] : [`actor_type = ${bind(actorType)}`]),
    ...(product === undefined ? [] : [ofProduct(bind(product))]),
    ...(target?.type === undefined || target.id !== undefined ? [] : [`target_type = ${bind(target.type)}`]),
  ];
}

function ofProducts(scope: ProductScope, bind: Bind): string[] {
  return scope ? [`audit_entries.product_id = ANY (${bind(scope)})`] : [];
}

/** The tables whose rows belong to a license. */
const OF_LICENSES = ['activations', 'license_files', 'license_sessions', 'license_users', 'session_reservations'];

/** Each row of the log is looked up by an index; of a deleted license, the entry has the product. */
function ofProduct(reference: string): string {
  const product = `(SELECT id FROM products WHERE reference = ${reference})`;
  const uid = `(CASE WHEN target_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN target_id END)::uuid`;
  const isLicensed = `(license.product_id = ${product} OR ${product} = ANY(license.product_ids))`;
  const others = OF_LICENSES.map(
    (table) => `WHEN '${table}' THEN EXISTS (
      SELECT 1 FROM ${table} AS owned JOIN licenses AS license ON license.id = owned.license_id
      WHERE owned.uid = ${uid} AND ${isLicensed})`,
  );
  return `(coalesce(after, before) ->> 'product_id' = ${product}::text OR CASE target_type
    WHEN 'products' THEN ${uid} = (SELECT uid FROM products WHERE reference = ${reference})
    WHEN 'product_versions' THEN EXISTS (
      SELECT 1 FROM product_versions AS version WHERE version.uid = ${uid} AND version.product_id = ${product})
    WHEN 'licenses' THEN EXISTS (SELECT 1 FROM licenses AS license WHERE license.uid = ${uid} AND ${isLicensed})
    ${others.join(' ')} ELSE false END)`;
}

function ofTargets(targets: readonly Target[], bind: Bind): Branch {
  const [types, ids] = [targets.map(({ type }) => type), targets.map(({ id }) => id)];
  return {
    each: `unnest(${bind(types)}::text[], ${bind(ids)}::text[]) AS branch (type, id)`,
    where: ['target_type = branch.type', 'target_id = branch.id'],
  };
}

function containing(q: string, bind: Bind): string {
  const pattern = bind(searchPattern(q));
  return `(actor ILIKE ${pattern} OR action ILIKE ${pattern} OR target_id ILIKE ${pattern})`;
}

function statement(
  branches: readonly Branch[],
  matching: readonly string[],
  { depth, limit }: { depth: number; limit: number },
): string {
  const matches = matching.length === 0 ? 'true' : matching.join(' AND ');
  const newest = branches.map((branch) => newestOf(branch, matches, depth));
  return `
    WITH examined AS MATERIALIZED (
      SELECT DISTINCT id, matches FROM (${newest.join(' UNION ALL ')}) AS newest ORDER BY id DESC LIMIT ${depth}
    )
    SELECT to_json(ARRAY(SELECT id FROM examined WHERE matches ORDER BY id DESC LIMIT ${limit})) AS ids,
      (SELECT min(id) FROM examined) AS last, (SELECT count(*)::integer FROM examined) AS examined`;
}

/** SQL of the newest rows of a branch, with whether they match. */
function newestOf({ each, where }: Branch, matches: string, depth: number): string {
  const rows = `(SELECT audit_entries.id, ${matches} AS matches FROM audit_entries
    ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY audit_entries.id DESC LIMIT ${depth})`;
  return each === undefined ? rows : `(SELECT entry.* FROM ${each} CROSS JOIN LATERAL ${rows} AS entry)`;
}
