import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { Product } from '../../../core/catalog';
import type { Behavior } from '../../../core/catalog/internal';
import { Clock, PluginServices, problem } from '../../../core/common';
import { Activation, License, type LicenseOrder, LicenseSales, LicenseUser } from '../../../core/licenses';
import { UnitOfWork } from '../../../core/platform';
import { PortalBrandService } from '../frame/portal-brand.service';
import { managedIds, type PortalVisitor } from '../frame/portal-visitor';
import { type LicenseState, licenseState } from './license-state';

/** The newest licenses of a customer, which the portal shows. */
const MAX_LICENSES = 500;

/** A license as its owner sees it. */
export interface OwnedLicense {
  readonly license: License;
  readonly product: Product;
  readonly behavior: Behavior;
  readonly order: LicenseOrder | undefined;
  readonly state: LicenseState;
  /** Active devices. */
  readonly devices: number;
  /** The named user of the license who looks at it, and sees only what is the user's; null for who manages the license. */
  readonly user: LicenseUser | null;
}

/**
 * The licenses of the signed-in customer, and of nobody else: all of the customers that the visitor manages, and of other
 * companies those that name the visitor.
 */
@Injectable()
export class PortalLicensesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly brand: PortalBrandService,
    private readonly plugins: PluginServices,
  ) {}

  /** Those that need their owner first, then usable ones, the newest first. */
  async list(visitor: PortalVisitor, q = ''): Promise<OwnedLicense[]> {
    const wanted = q.trim().toLowerCase();
    const owned = (await this.read(visitor)).filter(
      ({ license, product }) =>
        wanted === '' || [license.key, product.name].some((text) => text.toLowerCase().includes(wanted)),
    );
    return owned.sort((one, other) => rankOf(one) - rankOf(other) || other.license.id - one.license.id);
  }

  /** A license of another customer is not found, as one that does not exist. */
  async get(visitor: PortalVisitor, uid: string): Promise<OwnedLicense> {
    const [owned] = await this.read(visitor, uid);
    if (!owned) {
      throw problem('LICENSE_NOT_FOUND');
    }
    return owned;
  }

  /** Only for who manages the license: what is about all of it is not there for a named user. */
  async getManaged(visitor: PortalVisitor, uid: string): Promise<OwnedLicense> {
    const owned = await this.get(visitor, uid);
    if (owned.user) {
      throw problem('LICENSE_NOT_FOUND');
    }
    return owned;
  }

  private async read(visitor: PortalVisitor, uid?: string): Promise<OwnedLicense[]> {
    const managed = managedIds(visitor);
    const users = await this.usersOf(visitor, managed);
    const named = [...users.keys()];
    const only = uid === undefined ? {} : { uid };
    const licenses = await this.work.manager.find(License, {
      where: [
        { customerId: In(managed), ...only },
        { id: In(named), ...only },
      ],
      // The page of one license shows the metadata of its customer.
      relations: { product: true, policy: true, customer: uid !== undefined },
      order: { id: 'DESC' },
      take: MAX_LICENSES,
    });
    const shown = licenses.filter(({ product }) => product !== undefined && this.brand.shows(product));
    const [orders, devices] = await Promise.all([
      this.plugins.find(LicenseSales)?.ordersOf(shown),
      this.devicesOf(shown),
    ]);
    const now = this.clock.now();
    return shown.flatMap((license) => {
      const { product, behavior } = license;
      if (!product) {
        return [];
      }
      const order = orders?.get(license.orderId ?? '');
      const state = licenseState(license, behavior, order, now);
      const user = users.get(license.id) ?? null;
      return [{ license, product, behavior, order, state, devices: devices.get(license.id) ?? 0, user }];
    });
  }

  /** By the licenses of companies that the visitor does not manage. */
  private async usersOf(
    { email, memberships }: PortalVisitor,
    managed: readonly number[],
  ): Promise<ReadonlyMap<number, LicenseUser>> {
    const companies = memberships.map(({ customerId }) => customerId).filter((id) => !managed.includes(id));
    const users =
      companies.length === 0
        ? []
        : await this.work.manager.find(LicenseUser, {
            where: { identifier: email, license: { customerId: In(companies) } },
            order: { id: 'DESC' },
            take: MAX_LICENSES,
          });
    return new Map(users.map((user) => [user.licenseId, user]));
  }

  private async devicesOf(licenses: readonly License[]): Promise<ReadonlyMap<number, number>> {
    const counts = await this.work.manager
      .createQueryBuilder(Activation, 'activation')
      .select('activation.licenseId', 'license')
      .addSelect('count(*)::integer', 'devices')
      .where({ licenseId: In(licenses.map(({ id }) => id)), deactivatedAt: IsNull() })
      .groupBy('activation.licenseId')
      .getRawMany<{ license: number; devices: number }>();
    return new Map(counts.map(({ license, devices }) => [license, devices]));
  }
}

function rankOf({ state }: OwnedLicense): number {
  if (state.needsOwner) {
    return state.isUsable ? 0 : 1;
  }
  return state.isUsable ? 2 : 3;
}
