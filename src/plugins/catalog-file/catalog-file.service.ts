import { Inject, Injectable } from '@nestjs/common';
import { DomainError, InvalidRequest, type PermissionName, problem } from '../../core/common';
import { currentCaller, isPermitted } from '../../core/identity';
import { advisoryLock, UnitOfWork } from '../../core/platform';
import type { CatalogKind } from './catalog-item';
import { type CatalogChange, type CatalogPlan, planOf, type SectionState } from './catalog-plan';
import { CatalogReachService } from './catalog-reach.service';
import { type CatalogSection, MAX_OBJECTS } from './catalog-section';
import type { CatalogDto } from './dto/catalog.dto';
import { changedFields, type FieldChange } from './field-changes';
import { pick } from './normal-fields';

/** Sections in the order in which objects are created; they are deleted in that of the kinds in DELETED. */
export const CATALOG_SECTIONS = Symbol('CATALOG_SECTIONS');

const DELETED: readonly CatalogKind[] = [
  'role',
  'webhook',
  'mail_template',
  'product',
  'policy',
  'entitlement',
  'meter',
  'credit',
];

export interface PlanOptions {
  /** Whether what the file lacks is deleted. */
  readonly prune: boolean;
}

export interface ReachedChange extends Omit<CatalogChange, 'fields'> {
  readonly fields: readonly FieldChange[];
  /** Licenses that the change reaches, up to COUNTED_LICENSES; null for what no license has. */
  readonly licenses: number | null;
}

export interface ReachedPlan extends Omit<CatalogPlan, 'changes'> {
  readonly changes: readonly ReachedChange[];
}

/** Exports the catalog, compares it with a file, and makes it equal to one. */
@Injectable()
export class CatalogFileService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reach: CatalogReachService,
    @Inject(CATALOG_SECTIONS) private readonly sections: readonly CatalogSection[],
  ) {}

  /** Without the sections that the caller may not read. */
  async export(): Promise<CatalogDto> {
    const states = await this.read(this.sections.filter(({ permissions }) => isAllowed(permissions.read)));
    const file: CatalogDto = {};
    for (const { section, stored } of states) {
      refuseAmbiguous(section, stored);
      section.export(stored, file);
    }
    return file;
  }

  async diff(file: CatalogDto, options: PlanOptions): Promise<ReachedPlan> {
    return this.work.run(async () => this.reached(await this.plan(file, options)));
  }

  /**
   * Makes all changes of a plan, or none.
   * @param seen fingerprint of the plan
   * @throws CATALOG_CHANGED if the plan is another by now
   */
  apply(file: CatalogDto, seen: string, options: PlanOptions): Promise<ReachedPlan> {
    return this.work.run(async (manager) => {
      await advisoryLock(manager, 'keyward: catalog');
      await this.lock((await this.plan(file, options)).changes);
      const plan = await this.plan(file, options);
      if (plan.fingerprint !== seen) {
        throw problem('CATALOG_CHANGED');
      }
      const reached = await this.reached(plan);
      await this.write(reached.changes);
      return reached;
    });
  }

  private async plan(file: CatalogDto, { prune }: PlanOptions): Promise<CatalogPlan> {
    const sections = this.sections.filter((section) => section.wanted(file) !== undefined);
    sections.forEach(({ permissions }) => requirePermission(permissions.read));
    if (sections.flatMap((section) => section.wanted(file) ?? []).length > MAX_OBJECTS + (file.products?.length ?? 0)) {
      throw problem('CATALOG_TOO_LARGE');
    }
    return planOf(await this.read(sections), file, prune);
  }

  private async read(sections: readonly CatalogSection[]): Promise<SectionState[]> {
    const states: SectionState[] = [];
    for (const section of sections) {
      states.push({ section, stored: await section.stored() });
    }
    const own = states.find(({ section }) => section.kind === 'product')?.stored.length ?? 0;
    if (states.flatMap(({ stored }) => stored).length > MAX_OBJECTS + own) {
      throw problem('CATALOG_TOO_LARGE');
    }
    return states;
  }

  /** Locks these rows until the transaction ends. Deletions take stronger locks themselves. */
  private async lock(changes: readonly CatalogChange[]): Promise<void> {
    for (const section of new Set(changes.map((change) => change.section))) {
      await section.lock();
    }
    for (const [kind, statement] of Object.entries(LOCKS)) {
      const ids = changes
        .filter((change) => change.kind === kind && change.action === 'update')
        .map(({ stored }) => stored?.id);
      if (ids.length > 0) {
        await this.work.manager.query(statement, [ids]);
      }
    }
  }

  private async reached(plan: CatalogPlan): Promise<ReachedPlan> {
    const products = this.sections.find(({ kind }) => kind === 'product');
    const named = plan.changes.length > 0 ? await products?.stored() : [];
    const renamed = plan.changes.flatMap(({ kind, name, stored }): [string, number][] =>
      kind === 'product' && stored ? [[name, stored.id]] : [],
    );
    const ids = new Map([...(named ?? []).map(({ key, id }): [string, number] => [key, id]), ...renamed]);
    const licenses = await this.reach.of(plan.changes, ids);
    return { ...plan, changes: plan.changes.map((change) => ({ ...change, licenses: licenses.get(change) ?? null })) };
  }

  private async write(changes: readonly ReachedChange[]): Promise<void> {
    changes.forEach(({ section }) => requirePermission(section.permissions.write));
    const kept = changes.filter(({ action }) => action !== 'delete');
    for (const change of kept) {
      await inPlace(change, () => save(change));
    }
    for (const { section, wanted } of kept) {
      if (wanted) {
        await inPlace({ wanted }, () => section.link(wanted));
      }
    }
    for (const change of DELETED.flatMap((kind) => changes.filter((one) => one.kind === kind))) {
      if (change.action === 'delete') {
        await remove(change);
      }
    }
  }
}

const locking = (table: string): string => `SELECT 1 FROM ${table} WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE`;

/** In the order of locks. */
const LOCKS: Readonly<Record<Exclude<CatalogKind, 'mail_template'>, string>> = {
  product: locking('products'),
  entitlement: locking('entitlements'),
  meter: locking('meters'),
  credit: locking('meters'),
  policy: locking('policies'),
  webhook: locking('webhook_endpoints'),
  role: locking('roles'),
};

function isAllowed(permission: PermissionName): boolean {
  return isPermitted(currentCaller(), permission);
}

function requirePermission(permission: PermissionName): void {
  if (!isAllowed(permission)) {
    throw problem('FORBIDDEN', { permission });
  }
}

/** An exported file names each object once. */
function refuseAmbiguous({ kind }: CatalogSection, items: SectionState['stored']): void {
  const keys = new Set<string>();
  for (const { key, name } of items) {
    if (keys.has(key)) {
      throw problem('CATALOG_NAME_AMBIGUOUS', { field: kind, name });
    }
    keys.add(key);
  }
}

async function save({ section, stored, wanted }: CatalogChange): Promise<void> {
  if (wanted) {
    const change = pick(wanted.input, changedFields(stored?.fields ?? {}, wanted.fields));
    if (stored) {
      await section.update(stored, change, wanted);
    } else {
      await section.create(wanted);
    }
  }
}

async function remove({ section, stored, name, licenses }: ReachedChange): Promise<void> {
  try {
    if (stored) {
      await section.delete(stored);
    }
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'IN_USE') {
      throw error;
    }
    throw section.kind === 'role'
      ? problem('CATALOG_ROLE_IN_USE', { name, users: stored?.users ?? 0, cause: error })
      : problem('CATALOG_OBJECT_IN_USE', { name, licenses: licenses ?? 0, cause: error });
  }
}

/** Errors name the place of the object in the file. */
async function inPlace({ wanted }: Pick<CatalogChange, 'wanted'>, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof DomainError && wanted ? errorAt(wanted.place, error) : error;
  }
}

function errorAt(place: string, error: DomainError): DomainError {
  const { rule, message, params, kind } = error;
  const own = [{ field: place, reason: 'invalid', message, rule, params }];
  const fields = error.fields?.map((problem) => ({ ...problem, field: `${place}.${problem.field}` })) ?? own;
  if (error instanceof InvalidRequest) {
    return new InvalidRequest(fields, kind === 'unprocessable' ? 'unprocessable' : 'invalid');
  }
  return new DomainError(rule, { ...params, fields, cause: error });
}
