import { filledIn } from '../../catalog/products/upgrade-url';
import type { SignedResult } from './license-claims';

/** Pages that programs open for their users; each is omitted if there is none. */
export interface ProgramLinks {
  /** Page on which customers buy more, also of a license that cannot be used. */
  readonly upgrade_url?: string;
  /** Page on which customers manage their licenses, also of a license that cannot be used. */
  readonly manage_url?: string;
}

/** Claims of what the vendor shows to programs; each is omitted if there is nothing to show. */
export interface ProgramClaims extends ProgramLinks {
  /** Only of a usable license whose product shows its customers. */
  readonly customer?: { readonly name: string; readonly company: string | null };
  /** The object `public` in the metadata of product and license, whose values take precedence. Only of a usable license. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export function programClaims({ usable, license }: SignedResult, manageUrl: string): ProgramClaims {
  const { product, customer, publicMetadata } = license ?? {};
  const metadata = { ...objectIn(product?.publicMetadata), ...objectIn(publicMetadata) };
  return {
    ...(usable &&
      product?.showsCustomer &&
      customer && { customer: { name: customer.name, company: customer.company } }),
    ...(usable && Object.keys(metadata).length > 0 && { metadata }),
    ...programLinks(license, manageUrl),
  };
}

/** @param manageUrl empty for none */
export function programLinks(license: SignedResult['license'], manageUrl: string): ProgramLinks {
  if (!license) {
    return {};
  }
  const { uid, product } = license;
  return {
    ...(product?.upgradeUrl && { upgrade_url: filledIn(product.upgradeUrl, uid, product.reference) }),
    ...(manageUrl !== '' && { manage_url: manageUrl }),
  };
}

function objectIn(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** Never with the license key: the address ends up in histories and logs. */
