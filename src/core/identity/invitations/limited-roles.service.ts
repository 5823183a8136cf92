import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { ProductDirectory } from '../api-keys/product-directory';
import { currentCaller, isPermitted } from '../permissions/caller';
import { PRODUCT_ROLE_PERMISSIONS } from '../permissions/granted-permissions';
import { roleKey } from '../permissions/permission';
import { RolesService } from '../users/roles.service';

const MAX_NAME = 64;

/** Roles with the permissions of another one, for some products. */
@Injectable()
export class LimitedRolesService {
  constructor(
    private readonly roles: RolesService,
    private readonly products: ProductDirectory,
  ) {}

  /**
   * The name of the role with those permissions of another one that fit some products. It exists already, or is made now, for
   * which the caller has to be allowed to change roles. Joins the caller's transaction.
   * @param id of the other role
   */
  async named(id: string, products: readonly string[]): Promise<string> {
    const { name, permissions, products: own } = await this.roles.get(id);
    if (own !== null) {
      throw problem('INVITATION_ROLE_OF_PRODUCTS', { field: 'products', role: name });
    }
    const references = await this.referencesOf(products);
    const limited = permissions.filter((permission) => PRODUCT_ROLE_PERMISSIONS.includes(permission));
    const all = await this.roles.list();
    const same = all.find((role) => isSame(role.products ?? [], references) && isSame(role.permissions, limited));
    if (same) {
      return same.name;
    }
    if (!isPermitted(currentCaller(), 'roles:write')) {
      throw problem('FORBIDDEN', { permission: 'roles:write' });
    }
    const taken = all.map((role) => roleKey(role.name));
    const title = nameOf(name, references, taken);
    return (await this.roles.create({ name: title, permissions: limited, products: references })).name;
  }

  private async referencesOf(products: readonly string[]): Promise<string[]> {
    const found = await this.products.named(products);
    const unknown = products.filter((product) => !found.has(product));
    if (unknown.length > 0) {
      throw problem('ROLE_PRODUCTS_UNKNOWN', { field: 'products', unknown: unknown.join(', ') });
    }
    return [...new Set([...found.values()].map(({ reference }) => reference))];
  }
}

/** The role and the products, with a number if there is such a role already. */
function nameOf(role: string, products: readonly string[], taken: readonly string[]): string {
  const title = `${role}: ${products.join(', ')}`;
  const numbered = taken.map((_, index) => `${title.slice(0, MAX_NAME - 4)} ${index + 2}`);
  const free = [title, ...numbered].find((one) => one.length <= MAX_NAME && !taken.includes(roleKey(one)));
  return free ?? title.slice(0, MAX_NAME);
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}
