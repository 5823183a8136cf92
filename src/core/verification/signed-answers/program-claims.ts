import { filledIn } from '../../catalog/products/upgrade-url';
import type { SignedResult } from './license-claims';

/** Pages that programs open for their users; each is omitted if there is none. */
export interface ProgramLinks {
  /** Page on which customers buy more, also of a license that cannot be used. */
  readonly upgrade_url?: string;
  /** Page on which customers manage their licenses, also of a license that cannot be used. */
  readonly manage_url?: string;
}

type Claims = Readonly<Record<string, unknown>>;

/** Claims of what the vendor shows to programs; each is omitted if there is nothing to show. */
export interface ProgramClaims extends ProgramLinks {
  /** Only of a usable license whose product shows its customers. */
  readonly customer?: {
    readonly name: string;
    readonly company: string | null;
    /** The object `public` in the metadata of the customer. */
    readonly metadata?: Claims;
  };
  /** The object `public` in the metadata of product and license, whose values take precedence. Only of a usable license. */
  readonly metadata?: Claims;
  /** The object `public` in the metadata of the device. Only of a usable license. */
  readonly device?: { readonly metadata: Claims };
}

export function programClaims({ usable, license }: SignedResult, manageUrl: string): ProgramClaims {
  const { product, customer, shownMetadata: shown } = license ?? {};
  const device = claimed(shown?.device);
  return {
    ...(usable &&
      product?.showsCustomer &&
      customer && { customer: { name: customer.name, company: customer.company, ...claimed(shown?.customer) } }),
    ...(usable && claimed({ ...objectIn(shown?.product), ...objectIn(shown?.license) })),
    ...(usable && device && { device }),
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

/** Undefined for what has no values. */
function claimed(part: unknown): { readonly metadata: Claims } | undefined {
  const metadata: Claims = { ...objectIn(part) };
  return Object.keys(metadata).length > 0 ? { metadata } : undefined;
}

function objectIn(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** Never with the license key: the address ends up in histories and logs. */
