import { Get, Post, Query } from '@nestjs/common';
import { Authorized, IdOrName, IsName, MayBeMissing } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { type Caller, CreateRoleDto, CurrentCaller, isPermitted, ROLES, RolesService } from '../../../core/identity';
import { type ListedRole, ROLE_ID } from '../../../core/identity/internal';
import { ButtonLink } from '../../../pages/components/button';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { EditForm } from '../../../pages/components/form-page';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import type { FormGroups } from '../../../pages/kit/form-table';
import { type PageForm, SeeOther } from '../../../pages/kit/page';
import { roleText, roleTitle } from '../frame/role-texts';
import { PermissionMatrix } from './permission-matrix';
import { deleteRolePath, NEW_ROLE_PATH, rolePath, ROLES_PATH } from './role-paths';

class NewRoleQueryDto {
  /** The role with the permissions to begin with. */
  @MayBeMissing()
  @IsName(64)
  from?: string;
}

/** Permissions of a new role, unless it begins with those of another. */
const FROM = 'viewer';

/** Own roles, and what the fixed ones may do. */
@ConsoleController('console/roles')
export class RoleFormsController {
  constructor(private readonly roles: RolesService) {}

  @FormRoute('new')
  @Authorized('roles:write')
  async addRole(@CurrentCaller() caller: Caller, @Query() { from = FROM }: NewRoleQueryDto): Promise<PageForm> {
    const t = texts('ownRoles');
    const { permissions, products } = await this.roles.get(from);
    return new EditForm({
      title: t.add,
      crumbs: crumbs(),
      above: (
        <p class="actions">
          <span>{t.startFrom}</span>
          {ROLES.map((role) => (
            <ButtonLink key={role} isSmall href={`${NEW_ROLE_PATH}?from=${role}`} text={roleTitle(role)} />
          ))}
        </p>
      ),
      action: NEW_ROLE_PATH,
      groups: groupsOf(caller, { name: '', permissions, products }),
      texts: t,
      verb: t.add,
      cancel: ROLES_PATH,
      input: CreateRoleDto,
      inputOf,
      submit: async (input) => {
        const { id, name } = await this.roles.create(input);
        return SeeOther.done(rolePath(id), t.added({ name }));
      },
    });
  }

  @Get(':id')
  @Authorized('roles:read')
  showRole(@CurrentCaller() caller: Caller, @IdOrName(ROLE_ID) id: string): Promise<PageForm> {
    return this.role(caller, id);
  }

  @Post(':id')
  @Authorized('roles:write')
  changeRole(@CurrentCaller() caller: Caller, @IdOrName(ROLE_ID) id: string): Promise<PageForm> {
    return this.role(caller, id);
  }

  @FormRoute(':id/delete')
  @Authorized('roles:write')
  async deleteRole(@IdOrName(ROLE_ID) id: string): Promise<PageForm> {
    const t = texts('ownRoles');
    const role = await this.roles.get(id);
    const { name, users } = role;
    const path = rolePath(role.id);
    return new ConfirmForm({
      title: t.deleteTitle({ name }),
      crumbs: [...crumbs(), { title: name, href: path }],
      undo: { isPossible: true, text: t.deleteUndo },
      about: [
        { term: t.permissions, value: roleText(role).note },
        { term: t.products, value: role.products?.join(', ') ?? t.allProducts },
      ],
      consequences: [
        users === 0 ? { icon: 'info', text: t.unused } : { icon: 'ban', tone: 'bad', text: t.inUse({ count: users }) },
      ],
      action: deleteRolePath(role.id),
      verb: t.deleteVerb,
      keep: { title: t.keep, href: path },
      submit: async () => {
        await this.roles.delete(id);
        return SeeOther.done(ROLES_PATH, t.deleted({ name }));
      },
    });
  }

  private async role(caller: Caller, id: string): Promise<PageForm> {
    const t = texts('ownRoles');
    const role = await this.roles.get(id);
    const mayChange = isPermitted(caller, 'roles:write') && this.roles.isManageable(role);
    return new EditForm({
      title: roleTitle(role.name),
      lead: role.isFixed ? roleText(role).note : t.applies,
      crumbs: crumbs(),
      actions: !role.isFixed && mayChange && (
        <ButtonLink look="danger" href={deleteRolePath(role.id)} text={t.delete} />
      ),
      action: rolePath(role.id),
      groups: groupsOf(caller, role),
      texts: t,
      readOnly: role.isFixed ? t.fixedNote : !mayChange && t.readOnly,
      verb: t.save,
      cancel: ROLES_PATH,
      input: CreateRoleDto,
      inputOf,
      submit: async (input) => {
        // All products of the role were deleted: it must not become one for all.
        const isForNone = role.products?.length === 0 && !input.products;
        const { name } = await this.roles.change(id, isForNone ? { ...input, products: undefined } : input);
        return SeeOther.done(rolePath(role.id), t.saved({ name }));
      },
    });
  }
}

function crumbs() {
  return [{ title: texts('ownRoles').title, href: ROLES_PATH }];
}

function groupsOf(caller: Caller, role: Pick<ListedRole, 'name' | 'permissions' | 'products'>): FormGroups {
  const t = texts('ownRoles');
  return [
    {
      id: 'what',
      rows: [
        { name: 'name', value: role.name, hasFocus: role.name === '' },
        { name: 'products', kind: 'list', value: role.products ?? [], isOptional: true, isMono: true },
      ],
    },
    {
      id: 'matrix',
      rows: [
        {
          name: 'permissions',
          kind: 'checkboxes',
          value: role.permissions,
          view: (form) => (
            <PermissionMatrix
              form={form}
              name="permissions"
              label={t.permissions}
              hint={t.permissionsHint}
              canGive={(permission) => isPermitted(caller, permission)}
            />
          ),
        },
      ],
    },
  ];
}

/** No product stands for all of them. */
function inputOf({ products, permissions = [], ...input }: Record<string, unknown>): object {
  const isForAll = Array.isArray(products) && products.length === 0;
  return { ...input, permissions, products: isForAll ? null : products };
}
