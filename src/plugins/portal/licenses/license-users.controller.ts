import { Body, Param, Post } from '@nestjs/common';
import { type FormValues, isProblem, problem, RateLimited } from '../../../core/common';
import { SeeOther } from '../../../pages/kit/page';
import { texts } from '../../../core/i18n';
import { PortalController } from '../frame/portal-controller.decorator';
import { CurrentVisitor, type PortalVisitor } from '../frame/portal-visitor';
import { SignedInOnly } from '../sign-in/signed-in-only';
import { licensePath } from './license-words';
import { PortalLicenseUsersService } from './portal-license-users.service';
import { PortalLicensesService } from './portal-licenses.service';
import { UidPipe } from './uid.pipe';

/** The named users of a license of a company. */
@SignedInOnly()
@PortalController('portal/licenses/:id/users')
export class PortalLicenseUsersController {
  constructor(
    private readonly licenses: PortalLicensesService,
    private readonly users: PortalLicenseUsersService,
  ) {}

  @Post()
  @RateLimited()
  async assignPortalUser(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Body() { user }: FormValues = {},
  ): Promise<SeeOther> {
    const t = texts('portalUsers');
    const owned = await this.licenses.getManaged(visitor, id);
    if (typeof user !== 'string' || !UidPipe.isUid(user)) {
      throw problem('CUSTOMER_USER_NOT_FOUND');
    }
    try {
      const { email } = await this.users.assign(visitor, owned, user);
      return SeeOther.done(licensePath(id), t.assigned({ user: email }));
    } catch (error) {
      if (isProblem(error, 'USERS_EXHAUSTED')) {
        return new SeeOther(licensePath(id), { tone: 'bad', text: t.noneLeft });
      }
      throw error;
    }
  }

  @Post(':user/remove')
  async unassignPortalUser(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Param('user', UidPipe) user: string,
  ): Promise<SeeOther> {
    await this.users.unassign(visitor, await this.licenses.getManaged(visitor, id), user);
    return SeeOther.done(licensePath(id), texts('portalUsers').unassigned);
  }
}
