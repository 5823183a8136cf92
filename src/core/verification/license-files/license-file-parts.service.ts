import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { LicenseFilePart } from '../../catalog/products/license-file-parts';
import { Product } from '../../catalog/products/product.entity';
import { problem } from '../../common/errors/domain-error';
import { Customer } from '../../customers/customers/customer.entity';
import { Group } from '../../customers/groups/group.entity';
import { Activation } from '../../licenses/activations/activation.entity';
import { License } from '../../licenses/licenses/license.entity';
import { LicenseUser } from '../../licenses/licenses/license-user.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { LicenseContext } from '../rules/license-context';

/** The most devices or users that a file carries. */
const MAX_ROWS = 100;
/** So that a file can still be mailed, typed into a field and held in memory by small devices. */
const MAX_BYTES = 16_384;

/** Claim `included` of a license file: the parts that its request asked for. */
export type IncludedParts = Readonly<Partial<Record<LicenseFilePart, unknown>>>;

/** Reads what a license file carries besides the license. */
@Injectable()
export class LicenseFilePartsService {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * @throws LICENSE_FILE_PARTS_REFUSED for parts that the product does not allow, LICENSE_FILE_TOO_LARGE if they take more than
   *   16 KB as JSON
   */
  async read(context: LicenseContext, parts: readonly LicenseFilePart[]): Promise<IncludedParts> {
    const product = await this.work.manager.findOneByOrFail(Product, { id: context.product.id });
    const refused = parts.filter((part) => !product.licenseFileParts.includes(part));
    if (refused.length > 0) {
      throw problem('LICENSE_FILE_PARTS_REFUSED', { field: 'include', parts: refused.join(', ') });
    }
    const included: Partial<Record<LicenseFilePart, unknown>> = {};
    const license = await this.work.manager.findOneByOrFail(License, { id: context.license.id });
    for (const part of new Set(parts)) {
      included[part] = await this.part(part, license, context);
    }
    if (Buffer.byteLength(JSON.stringify(included)) > MAX_BYTES) {
      throw problem('LICENSE_FILE_TOO_LARGE', { field: 'include', max: MAX_BYTES });
    }
    return included;
  }

  private async part(
    part: LicenseFilePart,
    license: License,
    { license: { effectiveGrants } }: LicenseContext,
  ): Promise<unknown> {
    const { manager } = this.work;
    const { id } = license;
    switch (part) {
      case 'customer': {
        const customer = license.customerId && (await manager.findOneBy(Customer, { id: license.customerId }));
        return customer ? { name: customer.name, email: customer.email, company: customer.company } : null;
      }
      case 'devices': {
        const where = { licenseId: id, deactivatedAt: IsNull() };
        const devices = await manager.find(Activation, { where, order: { id: 'ASC' }, take: MAX_ROWS });
        return devices.map(({ fingerprint, name }) => ({ fingerprint, name }));
      }
      case 'group': {
        const group = license.groupId && (await manager.findOneBy(Group, { uid: license.groupId }));
        return group ? { id: group.uid, name: group.name } : null;
      }
      case 'metadata':
        return license.metadata;
      case 'meters':
        return Object.fromEntries(
          Object.entries(effectiveGrants.meters ?? {}).map(([code, { limit, period }]) => [code, { limit, period }]),
        );
      case 'users': {
        const users = await manager.find(LicenseUser, {
          where: { licenseId: id },
          order: { id: 'ASC' },
          take: MAX_ROWS,
        });
        return users.map(({ identifier, name }) => ({ user: identifier, name }));
      }
    }
  }
}
