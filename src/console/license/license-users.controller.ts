import { Get, Param, Post, Query } from '@nestjs/common';
import { isEmail, ValidateBy } from 'class-validator';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { IsName, IsOneLine, IsText } from '../../common/validation/fields';
import { UuidPipe } from '../../common/validation/id.pipes';
import { IsSearchFilter } from '../../common/validation/search-text';
import { currentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { LicensesService } from '../../licensing/licenses/licenses.service';
import { identifierOf } from '../../licenses/users/license-user.entity';
import { LicenseUsersService } from '../../licensing/users/license-users.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { OptionalField, EmptyIsMissing } from '../kit/optional-field';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { LicenseIdPipe } from './license-id.pipe';
import { verbPath } from './license-paths';
import { usersPage } from './license-users.view';
import { FormBody } from '../kit/parameters';

const USERS_PER_PAGE = 50;

export class UserListQueryDto {
  @OptionalField()
  @IsName()
  after?: string;

  @EmptyIsMissing()
  @IsSearchFilter('user')
  q?: string;
}

function IsIdentifier(): PropertyDecorator {
  return ValidateBy({
    name: 'isIdentifier',
    validator: {
      validate: (text) =>
        typeof text === 'string' && text.trim() !== '' && (isEmail(text.trim()) || !text.includes('@')),
    },
  });
}

export class AssignUserFormDto {
  /** An e-mail address, or an id without `@`. */
  @IsName()
  @IsOneLine()
  @IsIdentifier()
  user!: string;

  @OptionalField()
  @IsText(255)
  name?: string;
}

/** The users of a license. */
@ConsoleController('license/edit/:id/users')
export class LicenseUsersPageController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly users: LicenseUsersService,
  ) {}

  @Get()
  @Authorized(Permission.LicensesRead)
  showUsers(@Param('id', LicenseIdPipe) id: string, @Query() query: UserListQueryDto): Promise<Page> {
    return this.page(id, FormState.empty(), query);
  }

  @Post()
  @Authorized(Permission.LicensesWrite)
  assignUser(@Param('id', LicenseIdPipe) id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const t = texts('licenseUsers');
    return submitForm({
      body,
      input: AssignUserFormDto,
      messages: { user: t.badIdentifier, name: t.badName, USERS_EXHAUSTED: t.exhausted },
      submit: async ({ user, name }) => {
        const { user: assigned, isNew } = await this.users.assign(id, identifierOf(user.trim()), name);
        const text = isNew ? t.assigned({ user: assigned.identifier }) : t.known({ user: assigned.identifier });
        return SeeOther.done(verbPath(id, 'users'), text);
      },
      show: (form) => this.page(id, form),
    });
  }

  @Post(':user/remove')
  @Authorized(Permission.LicensesWrite)
  async removeUser(@Param('id', LicenseIdPipe) id: string, @Param('user', UuidPipe) user: string): Promise<SeeOther> {
    await this.users.remove(id, user);
    return SeeOther.done(verbPath(id, 'users'), texts('licenseUsers').removed);
  }

  private async page(id: string, form: FormState, { q, after }: UserListQueryDto = {}): Promise<Page> {
    const { license } = await this.licenses.get(id);
    const { total } = await this.users.latestOf(license, 1);
    return usersPage({
      license,
      users: await this.users.list(id, { limit: USERS_PER_PAGE, after }, q),
      total: total ?? 0,
      q,
      form,
      canWrite: isPermitted(currentCaller(), Permission.LicensesWrite),
    });
  }
}
