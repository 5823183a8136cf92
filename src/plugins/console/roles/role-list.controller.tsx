import { Get } from '@nestjs/common';
import { Authorized } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, RolesService } from '../../../core/identity';
import { Badge } from '../../../pages/components/badge';
import { addLink } from '../../../pages/components/button';
import { listPage } from '../../../pages/components/list-page';
import { Cut, RowTitle } from '../../../pages/components/table';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { roleText } from '../frame/role-texts';
import { NEW_ROLE_PATH, rolePath, ROLES_PATH } from './role-paths';

/** The fixed roles and the own ones, of which there are few. */
@ConsoleController('console/roles')
export class RoleListController {
  constructor(private readonly roles: RolesService) {}

  @Get()
  @Authorized('roles:read')
  async showRoles(@CurrentCaller() caller: Caller): Promise<Page> {
    const t = texts('ownRoles');
    const rows = await this.roles.list();
    const mayAdd = isPermitted(caller, 'roles:write');
    return listPage({
      title: t.title,
      lead: t.lead,
      actions: [mayAdd && addLink(t.add, NEW_ROLE_PATH)],
      path: ROLES_PATH,
      query: {},
      isBlank: true,
      rows,
      columns: [
        {
          head: t.role,
          width: 40,
          onCard: 'title',
          cell: (role) => <RowTitle href={rolePath(role.id)} title={roleText(role).title} note={roleText(role).note} />,
        },
        {
          head: t.kind,
          onCard: 'status',
          cell: ({ isFixed }) => (
            <Badge
              tone={isFixed ? 'neutral' : 'outlined'}
              icon={isFixed ? 'lock' : 'user-cog'}
              text={isFixed ? t.fixed : t.own}
            />
          ),
        },
        {
          head: t.products,
          onCard: 'left',
          cell: ({ products }) => <Cut text={products?.join(', ') ?? t.allProducts} />,
        },
        {
          head: t.people,
          width: 15,
          isRight: true,
          onCard: 'right',
          cell: ({ users }) => formatNumber(users),
        },
      ],
      order: t.order,
      pages: { first: 1, total: rows.length },
      empty: { icon: 'user-cog', title: t.title, text: t.lead },
    });
  }
}
