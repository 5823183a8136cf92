import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { EntityManager } from 'typeorm';
import { Clock, defined, type Page, type PageRequest, problem, Randomness } from '../../../core/common';
import {
  advisoryLock,
  type EventName,
  readPage,
  searchPattern,
  SecretCipher,
  UnitOfWork,
} from '../../../core/platform';
import { MANUAL_SHOP } from '../orders/order.entity';
import type { ShopCredentials, ShopKind } from './shop-adapter';
import { SUPPORTED_KINDS } from './shop-adapters';
import { ATTENTION_STATES, ShopEvent, type ShopEventState } from './shop-event.entity';
import { DEFAULT_SETTINGS, Shop, shopApiKey, shopSecret, type ShopSettings } from './shop.entity';

const HOUR = 3_600_000;
const SECRET_BYTES = 32;
const TOKEN_BYTES = 24;
/** Kinds whose secret is a part of the address, or has at most 40 characters at the shop. */
const SHORT_SECRETS: readonly ShopKind[] = ['gumroad', 'envato', 'lemon_squeezy', 'fastspring'];
/** Maximum number of shops. Bounds a list with counts. */
export const MAX_SHOPS = 100;

/** Omitted settings are unchanged. The API key is null to remove it. */
export type ShopSettingsChange = Partial<ShopSettings> & { readonly apiKey?: string | null };

export interface NewShop {
  readonly kind: ShopKind;
  readonly name: string;
  /** Signs the events; by default one is generated, for shops where it can be entered. */
  readonly secret?: string;
  readonly settings?: ShopSettingsChange;
}

export interface ShopWithSecret {
  readonly shop: Shop;
  /** In plain text. */
  readonly secret: string;
}

/** Events of a shop by their state; a state without events is missing. */
export type EventCounts = Readonly<Partial<Record<ShopEventState, number>>>;

/** Manages the connections of shops. */
@Injectable()
export class ShopsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cipher: SecretCipher,
    private readonly randomness: Randomness,
    private readonly clock: Clock,
  ) {}

  create({ kind, name, secret = this.newSecret(kind), settings = {} }: NewShop): Promise<ShopWithSecret> {
    if (!SUPPORTED_KINDS.includes(kind)) {
      throw problem('SHOP_KIND_UNSUPPORTED');
    }
    refuseUnusableSecret(kind, secret);
    const { apiKey = null, ...chosen } = settings;
    return this.work.run(async (manager) => {
      await refuseTooMany(manager);
      await refuseTakenName(manager, name);
      const uid = this.randomness.uuid();
      const now = this.clock.now();
      const columns = {
        uid,
        kind,
        name,
        secret: this.cipher.encrypt(shopSecret(uid), secret),
        apiKey: apiKey === null ? null : this.cipher.encrypt(shopApiKey(uid), apiKey),
        settings: { ...DEFAULT_SETTINGS, ...chosen },
        createdAt: now,
        updatedAt: now,
      };
      return { shop: await this.work.create('shop.created', manager.create(Shop, columns)), secret };
    });
  }

  /** @param q part of the name */
  list(page: PageRequest, q?: string): Promise<Page<Shop>> {
    const query = this.work.manager.createQueryBuilder(Shop, 'shop');
    return readPage(q === undefined ? query : query.where('shop.name ILIKE :q', { q: searchPattern(q) }), page);
  }

  /** All shops by name. */
  all(): Promise<Shop[]> {
    return this.work.manager.find(Shop, { order: { name: 'ASC' }, take: MAX_SHOPS });
  }

  async get(uid: string): Promise<Shop> {
    return found(await this.work.manager.findOneBy(Shop, { uid }));
  }

  /** @param name uid or name */
  async named(name: string): Promise<Shop> {
    const { manager } = this.work;
    const byUid = isUUID(name) ? await manager.findOneBy(Shop, { uid: name }) : null;
    return found(byUid ?? (await manager.findOneBy(Shop, { name })));
  }

  /** Settings apply to events that arrive from now on. */
  change(uid: string, { apiKey, ...settings }: ShopSettingsChange): Promise<Shop> {
    return this.update('shop.updated', uid, (shop) => ({
      settings: { ...shop.settings, ...defined(settings) },
      ...(apiKey !== undefined && { apiKey: apiKey === null ? null : this.cipher.encrypt(shopApiKey(uid), apiKey) }),
    }));
  }

  /** Until the overlap ends, events that are signed with the former secret are accepted too. */
  async rotateSecret(uid: string, secret?: string, overlapHours = 24): Promise<ShopWithSecret> {
    const { kind } = await this.get(uid);
    const next = secret ?? this.newSecret(kind);
    refuseUnusableSecret(kind, next);
    const shop = await this.update('shop.secret_rotated', uid, (current) => ({
      secret: this.cipher.encrypt(shopSecret(uid), next),
      previousSecret: overlapHours === 0 ? null : current.secret,
      previousSecretExpiresAt: overlapHours === 0 ? null : new Date(this.clock.now().getTime() + overlapHours * HOUR),
    }));
    return { shop, secret: next };
  }

  /** Its events and mappings are deleted too; its orders stay. */
  async delete(uid: string): Promise<void> {
    await this.work.run(async (manager) => {
      await this.work.remove('shop.deleted', Shop, await getLocked(manager, uid));
    });
  }

  /** Number of events by shop id. */
  async eventCounts(shops: readonly Shop[]): Promise<ReadonlyMap<number, EventCounts>> {
    const ids = shops.map(({ id }) => id);
    const rows = await this.work.manager
      .createQueryBuilder(ShopEvent, 'event')
      .select(['event.shopId AS "shopId"', 'event.state AS state', 'count(*)::integer AS count'])
      .where('event.shopId = ANY (:ids)', { ids })
      .groupBy('event.shopId')
      .addGroupBy('event.state')
      .getRawMany<{ shopId: number; state: ShopEventState; count: number }>();
    const counts = new Map<number, EventCounts>();
    for (const { shopId, state, count } of rows) {
      counts.set(shopId, { ...counts.get(shopId), [state]: count });
    }
    return counts;
  }

  /** For the adapter of the shop. */
  credentialsOf({ uid, secret, previousSecret, previousSecretExpiresAt, apiKey }: Shop): ShopCredentials {
    const isValid = previousSecretExpiresAt !== null && previousSecretExpiresAt > this.clock.now();
    const stored = previousSecret !== null && isValid ? [secret, previousSecret] : [secret];
    return {
      secrets: stored.map((one) => this.cipher.decrypt(shopSecret(uid), one)),
      apiKey: apiKey === null ? null : this.cipher.decrypt(shopApiKey(uid), apiKey),
    };
  }

  private update(event: EventName, uid: string, change: (current: Shop) => Partial<Shop>): Promise<Shop> {
    return this.work.run(async (manager) => {
      const shop = await getLocked(manager, uid);
      return this.work.update(event, shop, { ...change(shop), updatedAt: this.clock.now() });
    });
  }

  private newSecret(kind: ShopKind): string {
    return SHORT_SECRETS.includes(kind)
      ? this.randomness.bytes(TOKEN_BYTES).toString('base64url')
      : `whsec_${this.randomness.bytes(SECRET_BYTES).toString('base64')}`;
  }
}

/** Events of the shop that somebody has to look at. */
export function needingAttention(counts: EventCounts = {}): number {
  return ATTENTION_STATES.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
}

/** Standard Webhooks sign with bytes in base64. */
function refuseUnusableSecret(kind: ShopKind, secret: string): void {
  if (kind === 'generic' && !STANDARD_SECRET.test(secret)) {
    throw problem('SHOP_SECRET_INVALID');
  }
}

const STANDARD_SECRET = /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/;

async function refuseTooMany(manager: EntityManager): Promise<void> {
  await advisoryLock(manager, 'keyward: shops');
  if ((await manager.count(Shop)) >= MAX_SHOPS) {
    throw problem('SHOP_LIMIT_REACHED', { shops: MAX_SHOPS });
  }
}

/** The caller holds the lock of all creations. */
async function refuseTakenName(manager: EntityManager, name: string): Promise<void> {
  if (name === MANUAL_SHOP || (await manager.existsBy(Shop, { name }))) {
    throw problem('SHOP_NAME_TAKEN');
  }
}

async function getLocked(manager: EntityManager, uid: string): Promise<Shop> {
  return found(await manager.findOne(Shop, { where: { uid }, lock: { mode: 'for_no_key_update' } }));
}

function found(shop: Shop | null): Shop {
  if (!shop) {
    throw problem('SHOP_NOT_FOUND');
  }
  return shop;
}
