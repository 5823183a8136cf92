import { randomUUID } from 'node:crypto';
import { SAMPLE_SHOPS } from './hostile-samples';
import type { SampleShop } from '../../test/testkit/sample-shop';
import { flipped } from './hostile-files';
import type { Attempt } from './hostile-judge';
import { isRecord } from './hostile-schema';
import { type HostileValues, jsonText } from './hostile-values';
import type { NodeClient } from './node-client';
import type { Random } from './part';

interface Connected {
  readonly shop: SampleShop;
  readonly id: string;
  readonly secret: string;
}

/** Events of shops: their own bodies with parts replaced, signed rightly or wrongly. */
export class ShopRequests {
  private readonly shops: Connected[] = [];

  constructor(
    private readonly random: Random,
    private readonly values: HostileValues,
    private readonly client: NodeClient,
  ) {}

  /** Connects the shops again that are missing, each with a product that it sells. */
  async connect(adminToken: string): Promise<void> {
    const admin = { authorization: `Bearer ${adminToken}` };
    for (const shop of SAMPLE_SHOPS) {
      const known = this.shops.findIndex((connected) => connected.shop === shop);
      const id = this.shops[known]?.id;
      if (id !== undefined && (await this.client.call('GET', `/api/v1/shops/${id}`, undefined, admin)).status !== 404) {
        continue;
      }
      const input = { kind: shop.kind, name: `hostile-${shop.kind}-${randomUUID().slice(0, 8)}`, secret: shop.secret };
      const { body } = await this.client.call('POST', '/api/v1/shops', input, admin);
      if (typeof body?.id !== 'string') {
        continue;
      }
      const connected = { shop, id: body.id, secret: shop.secret };
      this.shops.splice(known < 0 ? this.shops.length : known, known < 0 ? 0 : 1, connected);
      for (const item of Object.values(shop.plans)) {
        const mapping = { item, product: 'v2-default' };
        await this.client.call('POST', `/api/v1/shops/${connected.id}/mappings`, mapping, admin);
      }
    }
  }

  get count(): number {
    return this.shops.length;
  }

  next(): Attempt | undefined {
    const { random } = this;
    if (this.shops.length === 0) {
      return undefined;
    }
    const { shop, id, secret } = random.pick(this.shops);
    const body = this.bodyOf(random.pick(Object.values(shop.events).flat()));
    const isSigned = random.below(4) > 0;
    const text = body.toString('latin1');
    // The samples sign texts: for bytes that are none, only a wrong signature is left.
    const isText = Buffer.from(body.toString()).equals(body);
    const sentAt = random.below(12) === 0 ? new Date(random.pick([0, 4e12, 8.64e15])) : new Date();
    const delivery = shop.deliver(
      isText ? body.toString() : text,
      sentAt,
      isSigned ? secret : 'wrong-secret-wrong-secret',
    );
    const headers = Object.fromEntries(
      Object.entries(delivery.headers).map(([name, value]) => [name, this.header(String(value))]),
    );
    const token = delivery.token === undefined ? '' : `/${encodeURIComponent(delivery.token)}`;
    return {
      way: 'webhooks of shops',
      route: `shop ${shop.kind}`,
      method: 'POST',
      path: `/api/v1/shops/${random.below(40) === 0 ? randomUUID() : id}/events${token}`,
      headers: {
        'content-type': text.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
        ...headers,
      },
      body,
    };
  }

  private header(value: string): string {
    return this.random.below(25) === 0
      ? this.random.pick([
          '',
          't=,v1=',
          'v1,',
          'v1',
          '=;=',
          value.slice(1),
          `${value},${value}`,
          'é',
          'x'.repeat(5_000),
        ])
      : value;
  }

  private bodyOf(sample: string): Buffer {
    const { random } = this;
    switch (random.below(14)) {
      case 0:
        return Buffer.from(sample.slice(0, random.below(sample.length)));
      case 1:
        return flipped(random, Buffer.from(sample));
      case 2:
        return Buffer.from(random.pick(['', 'null', '[]', '{}', '0', '"a"', '{"id":1}', jsonText(this.values.any())]));
      default:
        return Buffer.from(sample.startsWith('{') ? this.spoiledJson(sample) : this.spoiledForm(sample));
    }
  }

  private spoiledJson(sample: string): string {
    const value: unknown = JSON.parse(sample);
    const places = leavesOf(value);
    for (let count = this.random.pick([1, 1, 2, 4]); count > 0 && places.length > 0; count -= 1) {
      const { holder, name } = this.random.pick(places);
      if (this.random.below(6) === 0) {
        Reflect.deleteProperty(holder, name);
      } else {
        holder[name] = this.random.below(3) === 0 ? this.sibling(holder[name]) : this.values.any();
      }
    }
    if (isRecord(value) && this.random.below(2) === 0) {
      // Another event, not the repetition of one.
      for (const name of ['id', 'event_id']) {
        value[name] = name in value ? `evt_${this.random.below(1e9)}` : value[name];
      }
    }
    return jsonText(value);
  }

  /** A value of the same type. */
  private sibling(value: unknown): unknown {
    return typeof value === 'number' ? this.values.number() : typeof value === 'string' ? this.values.text() : [value];
  }

  private spoiledForm(sample: string): string {
    const fields = new URLSearchParams(sample);
    const names = [...fields.keys()];
    for (let count = this.random.pick([1, 2]); count > 0; count -= 1) {
      fields.set(this.random.pick(names), this.values.text());
    }
    return fields.toString();
  }
}

interface Leaf {
  readonly holder: Record<string, unknown>;
  readonly name: string;
}

function leavesOf(value: unknown): Leaf[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...leavesOf(holder[name])]);
}
