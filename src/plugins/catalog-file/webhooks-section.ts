import { Injectable } from '@nestjs/common';
import { defined, problem } from '../../core/common';
import { endpointSecret, WebhookEndpointsService } from '../../core/events';
import { UpdateWebhookDto, WebhookDto } from '../../core/events/internal';
import { Permission, productScope } from '../../core/identity';
import { SecretCipher } from '../../core/platform';
import type { Fields, StoredItem, WantedItem } from './catalog-item';
import { CatalogSection } from './catalog-section';
import type { CatalogDto, CatalogWebhookDto } from './dto/catalog.dto';
import { jsonFields, pick, withoutDefaults } from './normal-fields';
import type { Renames } from './renames';

const DEFAULTS = { products: null, format: 'native', description: '' } as const satisfies UpdateWebhookDto;
const NAMES = ['url', 'events', ...Object.keys(DEFAULTS)];

/** Webhooks by URL; those with one URL by their order. Whether one is disabled is not a part of the catalog. */
@Injectable()
export class WebhooksSection extends CatalogSection<CatalogWebhookDto> {
  readonly kind = 'webhook';
  readonly permissions = { read: Permission.WebhooksRead, write: Permission.WebhooksWrite };

  constructor(
    private readonly endpoints: WebhookEndpointsService,
    private readonly cipher: SecretCipher,
  ) {
    super();
  }

  override async stored(): Promise<StoredItem[]> {
    const endpoints = await this.endpoints.all();
    const products = await this.endpoints.productsOf(endpoints);
    const keys = keysOf(endpoints);
    return endpoints.map((endpoint, index) => {
      const { id, uid, url } = endpoint;
      const secret = this.cipher.decrypt(endpointSecret(uid), endpoint.secret);
      const fields = { ...jsonFields(pick(WebhookDto.from(endpoint, products), NAMES)), secret };
      return { id, uid, key: keys[index] ?? url, name: url, product: null, fields };
    });
  }

  override export(items: readonly StoredItem[], file: CatalogDto): void {
    const shown = items.map(({ fields: { secret: _, ...fields } }) => withoutDefaults(fields, DEFAULTS));
    Object.assign(file, { webhooks: shown });
  }

  override wanted({ webhooks }: CatalogDto): WantedItem<CatalogWebhookDto>[] | undefined {
    const keys = keysOf(webhooks ?? []);
    return webhooks?.map((webhook, index) => {
      const { url, events } = webhook;
      // Without a list, it would be another webhook for each caller.
      if (productScope() && !webhook.products) {
        throw problem('CATALOG_WEBHOOK_PRODUCTS_MISSING', { field: `webhooks.${index}.products` });
      }
      const input = { ...DEFAULTS, ...defined(webhook), url, events };
      const key = keys[index] ?? url;
      return { place: `webhooks.${index}`, key, name: url, product: null, input, fields: jsonFields(input) };
    });
  }

  override underNewNames(item: StoredItem, renames: Renames): StoredItem {
    return { ...item, fields: renames.inProducts(item.fields) };
  }

  override defaultsOf({ name }: WantedItem<CatalogWebhookDto>): Fields {
    return { ...DEFAULTS, url: name };
  }

  override isMissing(_item: StoredItem, { webhooks }: CatalogDto): boolean {
    return webhooks !== undefined;
  }

  override async create({ input }: WantedItem<CatalogWebhookDto>): Promise<void> {
    if (input.secret === undefined) {
      throw problem('FIELD_MISSING', { field: 'secret' });
    }
    await this.endpoints.create(input);
  }

  override async update({ uid }: StoredItem, { secret, ...change }: Partial<CatalogWebhookDto>): Promise<void> {
    if (Object.keys(change).length > 0) {
      await this.endpoints.change(uid, change);
    }
    if (secret !== undefined) {
      await this.endpoints.rotateSecret(uid, secret);
    }
  }

  override delete({ uid }: StoredItem): Promise<void> {
    return this.endpoints.delete(uid);
  }
}

/** The URL, and how many of the webhooks before have it. */
function keysOf(webhooks: readonly { readonly url: string }[]): string[] {
  const seen = new Map<string, number>();
  return webhooks.map(({ url }) => {
    const count = seen.get(url) ?? 0;
    seen.set(url, count + 1);
    return `${count} ${url}`;
  });
}
