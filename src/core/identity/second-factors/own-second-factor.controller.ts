import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { CurrentCaller, type LoggedIn } from '../permissions/caller';
import { Permission } from '../permissions/permission';
import {
  BeginSecondFactorDto,
  ConfirmSecondFactorDto,
  NewSecondFactorDto,
  ProveSecondFactorDto,
  RecoveryCodesDto,
  SecondFactorDto,
} from './dto/second-factor.dto';
import { OwnSecondFactorService } from './own-second-factor.service';

const REFUSED =
  'The credential is missing or invalid, or INVALID_CREDENTIALS: the password is incorrect, or INVALID_ONE_TIME_CODE: the code is incorrect or was used already.';
const OFF =
  'SECOND_FACTOR_OFF: the second factor is off. SIGN_IN_AGAIN: the user has no password, and signed in too long ago.';
const LOCKED_OUT =
  'Too many requests, or LOCKED_OUT: too many incorrect passwords or codes. Retry after the seconds in Retry-After.';

@ApiTags('auth')
@Controller('api/v1/auth/second-factor')
export class OwnSecondFactorController {
  constructor(private readonly own: OwnSecondFactorService) {}

  /** Get the status of your own second factor. */
  @Get()
  @Authorized(Permission.OwnSessionRead)
  async getSecondFactor(@CurrentCaller() { user }: LoggedIn): Promise<SecondFactorDto> {
    return SecondFactorDto.from(await this.own.status(user));
  }

  /** Begin to set up your own second factor: make a secret for an authenticator app. Log-ins need no code before the secret is confirmed; beginning again replaces it. */
  @Post()
  @NotIdempotent()
  @Answers(
    401,
    'The credential is missing or invalid, or INVALID_CREDENTIALS: the password is incorrect.',
    'INVALID_CREDENTIALS',
  )
  @Answers(
    409,
    'SECOND_FACTOR_ON: the second factor is on already. SIGN_IN_AGAIN: the user has no password, and signed in too long ago.',
    'SECOND_FACTOR_ON',
    'SIGN_IN_AGAIN',
  )
  @Answers(429, LOCKED_OUT, 'LOCKED_OUT')
  @Authorized(Permission.OwnSession)
  async beginSecondFactor(
    @CurrentCaller() caller: LoggedIn,
    @Body() { current_password }: BeginSecondFactorDto,
  ): Promise<NewSecondFactorDto> {
    return NewSecondFactorDto.from(await this.own.begin(caller, current_password));
  }

  /** Turn on your own second factor with the first code of the authenticator app. Log-ins need a code from now on; existing sessions continue. */
  @Post('confirm')
  @HttpCode(200)
  @NotIdempotent()
  @Answers(
    401,
    'The credential is missing or invalid, or INVALID_ONE_TIME_CODE: the code is incorrect or was used already.',
    'INVALID_ONE_TIME_CODE',
  )
  @Answers(
    409,
    'SECOND_FACTOR_NOT_BEGUN: there is no secret to confirm. SECOND_FACTOR_ON: the second factor is on already.',
    'SECOND_FACTOR_NOT_BEGUN',
    'SECOND_FACTOR_ON',
  )
  @Answers(429, LOCKED_OUT, 'LOCKED_OUT')
  @Authorized(Permission.OwnSession)
  async confirmSecondFactor(
    @CurrentCaller() { user }: LoggedIn,
    @Body() { code }: ConfirmSecondFactorDto,
  ): Promise<RecoveryCodesDto> {
    return { recovery_codes: await this.own.confirm(user, code) };
  }

  /** Replace your own recovery codes. The previous ones no longer work. */
  @Post('recovery-codes')
  @NotIdempotent()
  @Answers(401, REFUSED, 'INVALID_CREDENTIALS', 'INVALID_ONE_TIME_CODE')
  @Answers(409, OFF, 'SECOND_FACTOR_OFF', 'SIGN_IN_AGAIN')
  @Answers(429, LOCKED_OUT, 'LOCKED_OUT')
  @Authorized(Permission.OwnSession)
  async createRecoveryCodes(
    @CurrentCaller() caller: LoggedIn,
    @Body() { current_password, code }: ProveSecondFactorDto,
  ): Promise<RecoveryCodesDto> {
    return { recovery_codes: await this.own.renewRecoveryCodes(caller, current_password, code) };
  }

  /** Turn off your own second factor. */
  @Post('remove')
  @HttpCode(204)
  @NotIdempotent()
  @Answers(401, REFUSED, 'INVALID_CREDENTIALS', 'INVALID_ONE_TIME_CODE')
  @Answers(409, OFF, 'SECOND_FACTOR_OFF', 'SIGN_IN_AGAIN')
  @Answers(429, LOCKED_OUT, 'LOCKED_OUT')
  @Authorized(Permission.OwnSession)
  async removeSecondFactor(
    @CurrentCaller() caller: LoggedIn,
    @Body() { current_password, code }: ProveSecondFactorDto,
  ): Promise<void> {
    await this.own.remove(caller, current_password, code);
  }
}
