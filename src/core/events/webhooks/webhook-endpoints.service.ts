import { Injectable } from '@nestjs/common';
import { ArrayContainedBy, type EntityManager, type FindOptionsWhere, In, IsNull, Not } from 'typeorm';
import { NATIVE_VERSIONS } from '../../common/api-versions/native-versions';
import { Clock } from '../../common/clock';
import { defined } from '../../common/fields/fields-of';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { Randomness } from '../../common/randomness';
import { productScope } from '../../identity/permissions/caller';
import { SecretCipher } from '../../platform/config/secret-cipher';
import { advisoryLock } from '../../platform/database/advisory-lock';
import { searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ProductsService } from '../../catalog/products/products.service';
import type { EventName } from '../../platform/records/event-catalogue';
import { endpointSecret, WebhookEndpoint } from './webhook-endpoint.entity';
import { OutgoingTargetsService } from '../../platform/outgoing/outgoing-targets.service';

const HOUR = 3_600_000;
const SECRET_BYTES = 32;

/** Maximum number of endpoints. Bounds what an event costs and how many requests a node sends at a time. */
export const MAX_ENDPOINTS = 100;

type EndpointColumns = Pick<WebhookEndpoint, 'url' | 'events' | 'format' | 'description' | 'apiVersion'>;
/** The products are references; null for all events. */
export type EndpointChange = Partial<EndpointColumns> & { readonly products?: readonly string[] | null };
export type NewEndpoint = Pick<WebhookEndpoint, 'url' | 'events'> & EndpointChange & { readonly secret?: string };

/** A webhook endpoint with the secret that signs its requests. */
export interface EndpointWithSecret {
  readonly endpoint: WebhookEndpoint;
  /** In plain text. */
  readonly secret: string;
}

/**
 * Manages the endpoints that receive events. A caller of some products sees and changes those that receive events of no other
 * product.
 */
@Injectable()
export class WebhookEndpointsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly targets: OutgoingTargetsService,
    private readonly products: ProductsService,
    private readonly cipher: SecretCipher,
    private readonly randomness: Randomness,
    private readonly clock: Clock,
  ) {}

  /** @throws CONFLICT beyond MAX_ENDPOINTS */
  async create({ secret = this.newSecret(), products, ...input }: NewEndpoint): Promise<EndpointWithSecret> {
    await this.targets.checkNew(input.url);
    const productIds = (await this.productIdsOf(products ?? null)) ?? null;
    const endpoint = await this.work.run(async (manager) => {
      await refuseTooMany(manager);
      const uid = this.randomness.uuid();
      const now = this.clock.now();
      const stored = this.cipher.encrypt(endpointSecret(uid), secret);
      const columns = {
        format: 'native',
        description: '',
        apiVersion: NATIVE_VERSIONS.newest,
        ...defined(input),
        productIds,
      };
      const fresh = { ...columns, uid, secret: stored, ...ENABLED, createdAt: now, updatedAt: now };
      return this.work.create('webhook_endpoint.created', manager.create(WebhookEndpoint, fresh));
    });
    return { endpoint, secret };
  }

  /** @param q part of the URL, the description or an event name */
  list(page: PageRequest, q?: string): Promise<Page<WebhookEndpoint>> {
    const query = this.work.manager.createQueryBuilder(WebhookEndpoint, 'endpoint').where(visible());
    return readPage(q === undefined ? query : query.andWhere(SEARCH, { q: searchPattern(q) }), page);
  }

  /** All that the caller sees, oldest first. */
  all(): Promise<WebhookEndpoint[]> {
    return this.work.manager.find(WebhookEndpoint, { where: visible(), order: { id: 'ASC' }, take: MAX_ENDPOINTS });
  }

  /** Endpoints that were disabled because of their answers, not by an admin. */
  disabledByFailures(): Promise<WebhookEndpoint[]> {
    return this.work.manager.find(WebhookEndpoint, {
      where: { disabledReason: In(['gone', 'failing']) },
      order: { id: 'ASC' },
      take: MAX_ENDPOINTS,
    });
  }

  /** Endpoints whose last try failed, and those that were disabled because of that. */
  failing(): Promise<WebhookEndpoint[]> {
    return this.work.manager.find(WebhookEndpoint, {
      where: [{ disabledReason: In(['gone', 'failing']) }, { failingSince: Not(IsNull()), disabledAt: IsNull() }],
      order: { failingSince: 'ASC', id: 'ASC' },
      take: MAX_ENDPOINTS,
    });
  }

  async get(uid: string): Promise<WebhookEndpoint> {
    return found(await this.work.manager.findOneBy(WebhookEndpoint, visible({ uid })));
  }

  /**
   * Inside a transaction, for changes of its deliveries: it cannot be deleted meanwhile, which locks it before them.
   * @throws CONFLICT if the endpoint is disabled
   */
  async getEnabled(uid: string): Promise<WebhookEndpoint> {
    const lock = { mode: 'for_key_share' } as const;
    const endpoint = found(await this.work.manager.findOne(WebhookEndpoint, { where: visible({ uid }), lock }));
    if (endpoint.disabledAt !== null) {
      throw problem('WEBHOOK_DISABLED');
    }
    return endpoint;
  }

  /** Deliveries that are pending use the new columns. */
  async change(uid: string, { products, ...change }: EndpointChange): Promise<WebhookEndpoint> {
    if (change.url !== undefined) {
      await this.targets.checkNew(change.url);
    }
    const productIds = await this.productIdsOf(products);
    return this.update('webhook_endpoint.updated', uid, defined({ ...change, productIds }));
  }

  /** References of the products that limit endpoints, by the ids of the products. Deleted products are missing. */
  async productsOf(endpoints: readonly WebhookEndpoint[]): Promise<ReadonlyMap<number, string>> {
    const ids = endpoints.flatMap(({ productIds }) => productIds ?? []);
    const products = ids.length > 0 ? await this.products.getNumbered([...new Set(ids)]) : [];
    return new Map(products.map(({ id, reference }) => [id, reference]));
  }

  /** Continues with pending deliveries. Events recorded while it was disabled are not delivered. */
  enable(uid: string): Promise<WebhookEndpoint> {
    return this.update('webhook_endpoint.enabled', uid, ENABLED);
  }

  /** Keeps the earlier time and reason of a disabled endpoint. */
  disable(uid: string): Promise<WebhookEndpoint> {
    return this.update('webhook_endpoint.disabled', uid, ({ disabledAt, disabledReason }) => ({
      disabledAt: disabledAt ?? this.clock.now(),
      disabledReason: disabledReason ?? 'admin',
    }));
  }

  /** Until the overlap ends, deliveries are signed with both secrets. */
  async rotateSecret(uid: string, secret = this.newSecret(), overlapHours = 24): Promise<EndpointWithSecret> {
    const endpoint = await this.update('webhook_endpoint.secret_rotated', uid, (current) => ({
      secret: this.cipher.encrypt(endpointSecret(uid), secret),
      previousSecret: overlapHours === 0 ? null : current.secret,
      previousSecretExpiresAt: overlapHours === 0 ? null : new Date(this.clock.now().getTime() + overlapHours * HOUR),
    }));
    return { endpoint, secret };
  }

  /** Its deliveries are deleted too. */
  async delete(uid: string): Promise<void> {
    await this.work.run(async (manager) => {
      await this.work.remove('webhook_endpoint.deleted', WebhookEndpoint, await getLocked(manager, uid));
    });
  }

  private update(
    event: EventName,
    uid: string,
    change: Partial<WebhookEndpoint> | ((current: WebhookEndpoint) => Partial<WebhookEndpoint>),
  ): Promise<WebhookEndpoint> {
    return this.work.run(async (manager) => {
      const endpoint = await getLocked(manager, uid);
      const columns = typeof change === 'function' ? change(endpoint) : change;
      return this.work.update(event, endpoint, { ...columns, updatedAt: this.clock.now() });
    });
  }

  /** Null stands for all products of the caller. */
  private async productIdsOf(references?: readonly string[] | null): Promise<number[] | null | undefined> {
    if (!references) {
      const scope = productScope();
      return references === null && scope ? [...scope] : references;
    }
    const products = await this.products.named(references);
    return references.map((reference) => {
      const product = products.get(reference);
      if (!product) {
        throw problem('WEBHOOK_PRODUCT_NOT_FOUND', { field: 'products', product: reference });
      }
      return product.id;
    });
  }

  newSecret(): string {
    return `whsec_${this.randomness.bytes(SECRET_BYTES).toString('base64')}`;
  }
}

const SEARCH = `(
  endpoint.url ILIKE :q OR endpoint.description ILIKE :q
  OR EXISTS (SELECT 1 FROM unnest(endpoint.events) AS event WHERE event ILIKE :q)
)`;

/** Condition of the endpoints that the caller sees. */
function visible(where: FindOptionsWhere<WebhookEndpoint> = {}): FindOptionsWhere<WebhookEndpoint> {
  const scope = productScope();
  return scope ? { ...where, productIds: ArrayContainedBy([...scope]) } : where;
}

const ENABLED = { disabledAt: null, disabledReason: null, failingSince: null };

async function getLocked(manager: EntityManager, uid: string): Promise<WebhookEndpoint> {
  const lock = { mode: 'for_no_key_update' } as const;
  return found(await manager.findOne(WebhookEndpoint, { where: visible({ uid }), lock }));
}

/** Serializes creations, so that concurrent ones count each other. */
async function refuseTooMany(manager: EntityManager): Promise<void> {
  await advisoryLock(manager, 'keyward: webhook endpoints');
  if ((await manager.count(WebhookEndpoint)) >= MAX_ENDPOINTS) {
    throw problem('WEBHOOK_LIMIT_REACHED', { webhooks: MAX_ENDPOINTS });
  }
}

function found(endpoint: WebhookEndpoint | null): WebhookEndpoint {
  if (!endpoint) {
    throw problem('WEBHOOK_NOT_FOUND');
  }
  return endpoint;
}
