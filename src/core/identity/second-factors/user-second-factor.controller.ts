import { Controller, Delete, HttpCode } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { IdOrName } from '../../common/validation/id.pipes';
import { Permission } from '../permissions/permission';
import { USER_ID } from '../users/dto/user.dto';
import { SecondFactorsService } from './second-factors.service';

@ApiTags('users')
@Controller('api/v1/users')
export class UserSecondFactorController {
  constructor(private readonly factors: SecondFactorsService) {}

  /** Turn off the second factor of a user who has lost the authenticator app. Only owners can; for your own, use `POST /api/v1/auth/second-factor/remove`. */
  @Delete(':id/second-factor')
  @HttpCode(204)
  @Answers(
    403,
    'The caller is no owner; CURRENT_PASSWORD_REQUIRED: the caller tried to reset their own second factor.',
    'CURRENT_PASSWORD_REQUIRED',
  )
  @Authorized(Permission.UsersWrite)
  async resetSecondFactor(@IdOrName(USER_ID) id: string): Promise<void> {
    await this.factors.reset(id);
  }
}
