import { Injectable } from '@nestjs/common';
import { problem } from '../../core/common';
import { isFixedRole, OwnRole, ROLE_PERMISSIONS, roleKey, RolesService } from '../../core/identity';
import { UnitOfWork } from '../../core/platform';
import type { Fields, StoredItem, WantedItem } from './catalog-item';
import { CatalogSection } from './catalog-section';
import type { CatalogDto, CatalogRoleDto } from './dto/catalog.dto';
import { jsonFields, withoutDefaults } from './normal-fields';
import type { Renames } from './renames';

type RoleFields = Omit<CatalogRoleDto, 'renamed_from'>;

const DEFAULTS = { products: null } as const satisfies Partial<RoleFields>;

/** Roles made of permissions, by name. The service refuses those that have more permissions than the caller. */
@Injectable()
export class RolesSection extends CatalogSection<RoleFields> {
  readonly kind = 'role';
  readonly permissions = { read: 'roles:read', write: 'roles:write' } as const;

  constructor(
    private readonly work: UnitOfWork,
    private readonly roles: RolesService,
  ) {
    super();
  }

  override async stored(): Promise<StoredItem[]> {
    const rows = await this.work.manager.find(OwnRole, { select: { id: true, uid: true } });
    const ids = new Map(rows.map(({ id, uid }) => [uid, id]));
    return (await this.roles.list()).flatMap(({ id: uid, name, permissions, products, users }) => {
      const id = ids.get(uid);
      const fields = normalFields({ name, permissions: [...permissions], products: products && [...products] });
      return id === undefined ? [] : [{ id, uid, key: roleKey(name), name, product: null, fields, users }];
    });
  }

  override export(items: readonly StoredItem[], file: CatalogDto): void {
    Object.assign(file, { roles: items.map(({ fields }) => withoutDefaults(fields, DEFAULTS)) });
  }

  override wanted({ roles }: CatalogDto): WantedItem<RoleFields>[] | undefined {
    return roles?.map(({ renamed_from: former, ...role }, index) => {
      const place = `roles.${index}`;
      const { name } = role;
      if (isFixedRole(roleKey(name))) {
        throw problem('ROLE_FIXED', { field: `${place}.name` });
      }
      const input = { ...DEFAULTS, ...role };
      return {
        place,
        key: roleKey(name),
        name,
        product: null,
        input,
        fields: normalFields(input),
        former: former === undefined ? undefined : { key: roleKey(former), name: former },
      };
    });
  }

  override underNewNames(item: StoredItem, renames: Renames): StoredItem {
    const fields = renames.inProducts(item.fields);
    return { ...item, fields: { ...fields, products: sorted(fields.products) } };
  }

  override defaultsOf({ name }: WantedItem<RoleFields>): Fields {
    return { ...DEFAULTS, name };
  }

  override isMissing(_item: StoredItem, { roles }: CatalogDto): boolean {
    return roles !== undefined;
  }

  override async create({ input }: WantedItem<RoleFields>): Promise<void> {
    await this.roles.create(input);
  }

  override async update({ uid }: StoredItem, change: Partial<RoleFields>): Promise<void> {
    await this.roles.change(uid, change);
  }

  override delete({ uid }: StoredItem): Promise<void> {
    return this.roles.delete(uid);
  }
}

/** Lists are sets: their order does not count. */
function normalFields({ name, permissions, products }: RoleFields): Fields {
  const own = ROLE_PERMISSIONS.filter((permission) => permissions.includes(permission));
  return jsonFields({ name: name.normalize(), permissions: own, products: sorted(products) });
}

function sorted(products: unknown): unknown {
  return Array.isArray(products) ? [...new Set(products)].sort() : null;
}
