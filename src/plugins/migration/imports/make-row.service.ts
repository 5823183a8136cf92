import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  behaviorInput,
  Entitlement,
  EntitlementsService,
  type GrantChange,
  PoliciesService,
  Policy,
  Product,
  ProductsService,
  ProductVersion,
  VersionsService,
} from '../../../core/catalog';
import { defined } from '../../../core/common';
import { ApiKey } from '../../../core/identity';
import { NotificationsService, SettingsService, UnitOfWork } from '../../../core/platform';
import { ImportRow, type MadeKind, type RowKind } from './import-row.entity';
import type { Import } from './import.entity';
import type { StagedData } from './staged';

/** Kinds of which a file has few; each has the rules and the events of its own service. */
export type SingleKind = Exclude<MadeKind, 'customer' | 'license' | 'activation'>;

/** Makes one thing of an import, in the caller's transaction, and returns its id. */
@Injectable()
export class MakeRowService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
    private readonly entitlements: EntitlementsService,
    private readonly policies: PoliciesService,
    private readonly settings: SettingsService,
    private readonly notifications: NotificationsService,
  ) {}

  async make(of: Import, row: ImportRow): Promise<number | null> {
    const id = await this.making[row.kind as SingleKind](of, row);
    const entity = STAMPED[row.kind];
    if (entity && id !== null) {
      // Whoever changes it moves this date, which says that it was used.
      await this.work.manager.update(entity, id, { updatedAt: of.appliedAt ?? undefined });
    }
    return id;
  }

  private readonly making: Readonly<Record<SingleKind, (of: Import, row: ImportRow) => Promise<number | null>>> = {
    product: (_of, { data }) => this.makeProduct(data as StagedData['product']),
    version: (of, row) => this.makeVersion(of, row, row.data as StagedData['version']),
    entitlement: (of, row) => this.makeEntitlement(of, row, row.data as StagedData['entitlement']),
    policy: (_of, { data }) => this.makePolicy(data as StagedData['policy']),
    api_key: (of, { data }) => this.makeApiKey(of, data as StagedData['api_key']),
    blocked: (_of, { data }) => this.block(data as StagedData['blocked']),
  };

  private async makeProduct(data: StagedData['product']): Promise<number> {
    const product = await this.products.create({
      reference: data.reference,
      name: data.name,
      ...defined({
        uid: data.uid,
        description: data.description,
        envatoItemId: data.envato_item_id,
        isActive: data.is_active,
        updatesNeedLicense: data.updates_need_license,
        serveLatestUpdates: data.serve_latest_updates,
      }),
    });
    await this.work.manager.update(Policy, product.policyId, { updatedAt: product.updatedAt });
    return product.id;
  }

  private async makeVersion(of: Import, row: ImportRow, data: StagedData['version']): Promise<number> {
    const { id } = await this.versions.create(await this.productOf(of, row), {
      reference: data.reference,
      version: data.version,
      ...defined({
        releasedAt: data.released_at,
        summary: data.summary,
        changelog: data.changelog,
        downloadUrl: data.download_url,
        isMandatory: data.is_mandatory,
        isActive: data.is_active,
        channel: data.channel,
      }),
    });
    return id;
  }

  private async makeEntitlement(of: Import, row: ImportRow, data: StagedData['entitlement']): Promise<number> {
    const { uid, code, name } = data;
    const product = await this.productOf(of, row);
    const flag = { name, type: 'flag' as const, choices: [], ...defined({ uid }) };
    return (await this.entitlements.add(product, code, flag)).id;
  }

  /** Uid of the product that a row names. */
  private async productOf({ id: importId }: Import, { parent }: ImportRow): Promise<string> {
    const { manager } = this.work;
    const where = { importId, kind: 'product' as const, sourceId: parent ?? '' };
    const owner = await manager.findOneByOrFail(ImportRow, where);
    return (await manager.findOneByOrFail(Product, { id: owner.targetId ?? 0 })).uid;
  }

  private async makePolicy(data: StagedData['policy']): Promise<number> {
    const { id } = await this.policies.create({
      name: data.name,
      maxActivations: data.max_activations,
      usesLimit: data.uses_limit,
      durationDays: data.duration_days,
      expiryBasis: data.duration_days === null ? 'fixed' : (data.expiry_basis ?? 'first_activation'),
      ...behaviorInput(data.behavior ?? {}),
      ...defined({ uid: data.uid, maxUsers: data.max_users }),
      grants: grantsOf(data.entitlements ?? []),
    });
    return id;
  }

  /** Creates a key from its hash: the value was not stored when the file was read. */
  private async makeApiKey({ appliedAt }: Import, data: StagedData['api_key']): Promise<number> {
    const { kind, name, hash, prefix, allowed_ips: allowedIps = [], permissions = null } = data;
    const apiKey = this.work.manager.create(ApiKey, {
      kind,
      name,
      hash,
      prefix,
      allowedIps: [...allowedIps],
      createdAt: appliedAt ?? undefined,
      previousHash: null,
      previousPrefix: null,
      previousUntil: null,
      permissions: permissions && [...permissions],
      productId: null,
      productIds: null,
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
    });
    const { id } = await this.work.create('api_key.created', apiKey);
    await this.notifications.announce('api_keys');
    return id;
  }

  private async block({ setting, entry }: StagedData['blocked']): Promise<null> {
    const entries = await this.blocked(setting);
    await this.settings.change({ [setting]: [...new Set([...entries, entry])] });
    return null;
  }

  /** The reverse, for an import that is undone. */
  async unblock({ setting, entry }: StagedData['blocked']): Promise<void> {
    const entries = await this.blocked(setting);
    await this.settings.change({ [setting]: entries.filter((one) => one !== entry) });
  }

  private async blocked(name: string): Promise<readonly string[]> {
    const found = (await this.settings.all()).find(({ setting }) => setting.name === name);
    return Array.isArray(found?.value) ? (found.value as readonly string[]) : [];
  }
}

const STAMPED: Partial<Record<RowKind, typeof Product | typeof ProductVersion | typeof Entitlement | typeof Policy>> = {
  product: Product,
  version: ProductVersion,
  entitlement: Entitlement,
  policy: Policy,
};

function grantsOf(codes: readonly string[]): GrantChange {
  const entitlements = Object.fromEntries(codes.map((code) => [code, { value: true, expires_at: null }]));
  return codes.length === 0 ? {} : { entitlements };
}

/** Marks a row with an outcome of its own. */
export async function decideRow(
  manager: EntityManager,
  { importId, kind, position }: ImportRow,
  change: Partial<Pick<ImportRow, 'outcome' | 'reason' | 'targetId'>>,
): Promise<void> {
  await manager.update(ImportRow, { importId, kind, position }, change);
}
