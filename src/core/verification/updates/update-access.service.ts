import { Injectable } from '@nestjs/common';
import type { ProgramTarget } from '../../catalog/versions/artifact-target';
import type { Product } from '../../catalog/products/product.entity';
import { ProductsService } from '../../catalog/products/products.service';
import type { OfferSubject } from '../../catalog/versions/rollout';
import type { VersionReach } from '../../catalog/versions/version-reach';
import { problem } from '../../common/errors/domain-error';
import type { Device } from '../../licenses/activations/device';
import { heldAt } from '../../licenses/grants/effective-grants';
import { AssessLicenseService } from '../assessment/assess-license.service';
import { toVerificationRequest } from '../rules/assessment';
import type { LicenseContext } from '../rules/license-context';
import { endOfUpdates } from '../rules/term-rules';
import type { VerdictCode, VerificationResult } from '../rules/verdict';

/** The license with which a program identifies itself, and its device. */
export interface ProgramLicense {
  readonly key: string;
  /** Without it, any device of the license must be active. */
  readonly device?: Device;
}

export interface UpdateRequest {
  /** UUID or reference of the product. */
  readonly product: string;
  /** Release channel of the program. */
  readonly channel?: string;
  /** Undefined for an unlicensed program. */
  readonly license?: ProgramLicense;
  /** Fingerprint of the device, for rollouts. */
  readonly fingerprint?: string;
  /** The program, if it wants files for its platform. */
  readonly target?: ProgramTarget;
}

/** Releases of a product that a program may have. */
export interface UpdateAccess {
  readonly product: Product;
  readonly reach: VersionReach;
  /** The verdict on the license; null without one. */
  readonly code: VerdictCode | null;
  /** The program may learn of the files and download them. */
  readonly includesFiles: boolean;
}

/** Judges which versions of a product a program may have. Nothing is logged: the download is. */
@Injectable()
export class UpdateAccessService {
  constructor(
    private readonly products: ProductsService,
    private readonly assessments: AssessLicenseService,
  ) {}

  async of({ product: id, channel, license, fingerprint }: UpdateRequest): Promise<UpdateAccess> {
    const product = await this.activeProduct(id);
    if (!license) {
      return {
        product,
        reach: { channel, subject: { device: fingerprint } },
        code: null,
        includesFiles: !product.updatesNeedLicense,
      };
    }
    const { key, device } = license;
    const scope = { product: product.reference, channel, releasedAt: null };
    const { usable, verdict, context, now } = await this.assessments.assess({
      key,
      device,
      request: toVerificationRequest('download', device, scope),
    });
    return {
      product,
      reach: { channel, subject: subjectOf(context, fingerprint), ...(usable && reachOf(usable, now)) },
      code: verdict.code,
      includesFiles: usable !== null || !product.updatesNeedLicense,
    };
  }

  /** The downloads that the owner of a license may have, also before a device is active and from any address. */
  async ofOwner(product: Product, key: string): Promise<UpdateAccess> {
    const request = { operation: 'check', product: product.reference } as const;
    const { usable, verdict, context, now } = await this.assessments.assess({ key, request });
    return {
      product,
      reach: { subject: subjectOf(context, undefined), ...(usable && reachOf(usable, now)) },
      code: verdict.code,
      includesFiles: usable !== null || !product.updatesNeedLicense,
    };
  }

  async activeProduct(id: string): Promise<Product> {
    const product = await this.products.get(id);
    if (!product.isActive) {
      throw problem('PRODUCT_NOT_FOUND');
    }
    return product;
  }
}

/** A device that was recognized by its components keeps the side of its fingerprint. */
export function subjectOf(
  found: Pick<VerificationResult, 'license' | 'activation'> | null | undefined,
  fingerprint: string | undefined,
): OfferSubject {
  return { device: found?.activation?.fingerprint ?? fingerprint, license: found?.license?.uid };
}

function reachOf(context: LicenseContext, now: Date): Partial<VersionReach> {
  const { minVersion, maxVersion } = context.behavior;
  const end = endOfUpdates(context, now);
  const held = heldAt(context.license.effectiveGrants, now);
  return { minVersion, maxVersion, held, releasedUntil: end?.toISOString().slice(0, 10) };
}
