import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { NamedProductsService } from '../../../plugins/migration/shadowing/named-products.service';
import { textIn, valueIn } from '../../../plugins/migration/shadowing/sent-fields';
import {
  type AcceptedDevice,
  type AcceptedLicense,
  type NamedInstance,
  ShadowedApi,
} from '../../../plugins/migration/shadowing/shadowed-api';
import { MAX_FINGERPRINT } from '../../../core/verification';
import {
  acceptedCustomer,
  acceptedEnd,
  acceptedKey,
  acceptedLimit,
  acceptedText,
} from '../../../plugins/migration/shadowing/accepted-values';
import { KIND } from '../app/shop-ids';
import { LEMON_SQUEEZY } from '../lemon-squeezy.dialect';

/** `inactive`: it has no instances. */
const USABLE = ['active', 'inactive'];

/** In front of a server that passes license calls on to Lemon Squeezy, or of another one with its API. */
@Injectable()
export class LemonSqueezyShadowing extends ShadowedApi {
  readonly dialect = LEMON_SQUEEZY.name;
  /** This server calls a variant by the type or the policy of the license. */
  override readonly ignoredFields = /^meta\.variant_name$/;

  constructor(private readonly products: NamedProductsService) {
    super();
  }

  override async acceptedLicense(answer: unknown): Promise<AcceptedLicense | undefined> {
    const key = acceptedKey(valueIn(answer, 'license_key', 'key'));
    const expiresAt = acceptedEnd(valueIn(answer, 'license_key', 'expires_at'), 'UTC');
    const maxActivations = acceptedLimit(valueIn(answer, 'license_key', 'activation_limit'));
    if (!isUsable(answer) || key === undefined || expiresAt === undefined || maxActivations === undefined) {
      return undefined;
    }
    const name = textIn(answer, 'meta', 'customer_name');
    return {
      key,
      expiresAt,
      maxActivations,
      product: await this.productOf(valueIn(answer, 'meta', 'product_id')),
      customer: acceptedCustomer(valueIn(answer, 'meta', 'customer_email'), name),
      devices: instancesIn(valueIn(answer, 'instance')),
    };
  }

  override instanceIn(answer: unknown): NamedInstance | undefined {
    const key = acceptedKey(valueIn(answer, 'license_key', 'key'));
    const [instance] = instancesIn(valueIn(answer, 'instance'));
    return key === undefined || instance?.name === undefined || !isUsable(answer)
      ? undefined
      : { key, id: instance.fingerprint, name: instance.name };
  }

  private async productOf(id: unknown): Promise<string | undefined> {
    return typeof id === 'number'
      ? this.products.referenceOf([String(id)], [{ [KIND]: { product_id: id } }])
      : undefined;
  }
}

function isUsable(answer: unknown): boolean {
  const isAccepted = valueIn(answer, 'valid') === true || valueIn(answer, 'activated') === true;
  return isAccepted && USABLE.includes(textIn(answer, 'license_key', 'status') ?? '');
}

/** Programs name an instance by its id, which is kept. Several may have one name. */
function instancesIn(instance: unknown): AcceptedDevice[] {
  const id = acceptedText(instance, MAX_FINGERPRINT, 'id');
  const name = acceptedText(instance, 255, 'name');
  return id === undefined ? [] : [{ fingerprint: id, name, uid: isUUID(id) ? id : undefined }];
}
