import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { WebhookFormat } from '../../../core/events';
import { License } from '../../../core/licenses';
import { type Event, UnitOfWork } from '../../../core/platform';
import { LICENSE_MANAGER } from '../license-manager.dialect';

/** The data of an event about a license. */
interface LicenseData {
  readonly license_id?: number;
  readonly license_key?: string;
  /** In `license.expiring`. */
  readonly days_until_expiry?: number;
  /** In `license.update_support_expired`: `updates`, `support`. */
  readonly expired?: readonly string[];
}

/** Bodies and headers as License Manager sends them. Events about another subject have null in the payload. */
@Injectable()
export class LicenseManagerWebhookFormat extends WebhookFormat {
  readonly name = LICENSE_MANAGER.name;

  constructor(private readonly work: UnitOfWork) {
    super();
  }

  override async bodiesOf(events: readonly Event[]): Promise<readonly object[]> {
    const licenses = await this.licensesIn(events);
    return events.map(({ name, at, data }) => {
      const { license_id: id, ...details }: LicenseData = data;
      const timestamp = at.toISOString().replace(/\.\d{3}Z$/, '+00:00');
      return { event_type: name, timestamp, payload: payloadOf(licenses.get(id ?? 0), details, at) };
    });
  }

  /** The signature's key is the whole text of the secret. */
  override headersOf({ name }: Event, body: string, secret: string): Record<string, string> {
    return {
      'X-Webhook-Event': name,
      'X-Webhook-Signature': createHmac('sha256', secret).update(body).digest('hex'),
    };
  }

  private async licensesIn(events: readonly Event[]): Promise<Map<number, License>> {
    const ids = events.flatMap(({ data }) => (data as LicenseData).license_id ?? []);
    const relations = { product: true, customer: true };
    const licenses = ids.length > 0 ? await this.work.manager.find(License, { where: { id: In(ids) }, relations }) : [];
    return new Map(licenses.map((license) => [license.id, license]));
  }
}

/** The contract's `product_reference_id` holds the name of the product, and its `product_id` the reference. */
function payloadOf(license: License | undefined, data: LicenseData, at: Date): object {
  const { license_key, days_until_expiry, expired } = data;
  const ended = expired?.includes('updates') ? license?.updatesUntil : license?.supportUntil;
  const expiresAt = (expired ? ended : license?.expiresAt) ?? null;
  return {
    license_code: license?.key ?? license_key ?? null,
    product_reference_id: license?.product?.name ?? null,
    product_id: license?.product?.reference ?? null,
    customer: license?.customer?.name ?? null,
    email: license?.customer?.email ?? null,
    expires_at: expiresAt && LICENSE_MANAGER.dates(expiresAt),
    ...(days_until_expiry === undefined ? { is_valid: isValid(license, at) } : { days_until_expiry }),
  };
}

function isValid(license: License | undefined, at: Date): boolean {
  return license?.state === 'active' && license.hasStartedBy(at) && !license.hasExpiredBy(at);
}
