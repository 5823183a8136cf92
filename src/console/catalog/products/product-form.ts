import { IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { CreatePolicyDto } from '../../../catalog/policies/dto/policy.dto';
import { CreateProductDto } from '../../../catalog/products/dto/product.dto';
import type { Product } from '../../../catalog/products/product.entity';
import type { FormValues } from '../../../common/http/form-fields';
import { texts } from '../../../i18n/texts';
import { flagIn, optionalIn, textIn } from '../../kit/form-input';

/** A new product with the key format that its policy gets. */
export class NewProductDto extends IntersectionType(
  PartialType(PickType(CreatePolicyDto, ['key_format'])),
  CreateProductDto,
) {}

export function newProductFieldsIn(body: FormValues): Record<keyof NewProductDto, unknown> {
  return { key_format: optionalIn(body, 'key_format'), ...productFieldsIn(body) };
}

/** The fields of the API in a form. */
export function productFieldsIn(body: FormValues): Record<keyof CreateProductDto, unknown> {
  return {
    reference: textIn(body, 'reference').trim(),
    name: textIn(body, 'name').trim(),
    description: textIn(body, 'description'),
    envato_item_id: optionalIn(body, 'envato_item_id') ?? null,
    is_active: undefined,
    updates_need_license: flagIn(body, 'updates_need_license'),
    serve_latest_updates: flagIn(body, 'serve_latest_updates'),
    trial_policy: optionalIn(body, 'trial_policy') ?? null,
  };
}

export const NEW_PRODUCT: FormValues = { updates_need_license: '1', serve_latest_updates: '1' };

/** The initial values of the form of a product. */
export function productValues(product: Product): FormValues {
  return {
    reference: product.reference,
    name: product.name,
    description: product.description,
    envato_item_id: product.envatoItemId ?? '',
    updates_need_license: product.updatesNeedLicense ? '1' : '',
    serve_latest_updates: product.serveLatestUpdates ? '1' : '',
    trial_policy: product.trialPolicy?.uid ?? '',
  };
}

export function productMessages() {
  const t = texts('products');
  return { name: t.nameWrong, reference: t.referenceWrong };
}
