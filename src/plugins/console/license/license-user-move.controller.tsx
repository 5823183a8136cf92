import { Param } from '@nestjs/common';
import { Authorized, IsName, IsOneLine, UuidPipe } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { LicenseUsersService, type LicenseWithUsage, MoveLicenseUserService } from '../../../core/licensing';
import { texts } from '../../../core/i18n';
import { EditForm } from '../../../pages/components/form-page';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { FormGroups } from '../../../pages/kit/form-table';
import { FormRoute } from '../../../pages/kit/form-route';
import { SeeOther } from '../../../pages/kit/page';
import { placeOf, userPath, verbPath } from './license-paths';
import { PathLicense } from './path-license';

export class MoveUserFormDto {
  /** Uid or key. */
  @IsName()
  @IsOneLine()
  license!: string;
}

const TARGET: FormGroups = [{ rows: [{ name: 'license', textKey: 'target' }] }];

/** The form that moves a user to another license. */
@ConsoleController('license/edit/:id/users')
@Authorized(Permission.LicensesWrite)
export class LicenseUserMoveController {
  constructor(
    private readonly users: LicenseUsersService,
    private readonly moves: MoveLicenseUserService,
  ) {}

  @FormRoute(':user/move')
  async moveUser(
    @PathLicense() { license }: LicenseWithUsage,
    @Param('user', UuidPipe) uid: string,
  ): Promise<EditForm<MoveUserFormDto>> {
    const t = texts('licenseUsers');
    const { identifier } = await this.users.get(license.uid, uid);
    return new EditForm({
      ...placeOf(license, 'users'),
      action: userPath(license.uid, uid, 'move'),
      title: t.moveTitle({ user: identifier }),
      lead: t.moveNote,
      refused: t.notMoved,
      width: 'confirmation',
      groups: TARGET,
      texts: t,
      asksReason: true,
      verb: t.move,
      input: MoveUserFormDto,
      submit: async ({ license: target }) => {
        await this.moves.move(license.uid, uid, target.trim());
        return SeeOther.done(verbPath(license.uid, 'users'), t.movedTo({ user: identifier }));
      },
    });
  }
}
