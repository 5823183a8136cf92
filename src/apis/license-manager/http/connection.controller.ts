import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized, Dialect, Public } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { ConnectionDto, HealthDto, InternalConnectionDto, LegacyAnswerDto } from './dto/answer.dto';
import { InProgramLanguage, type Say } from './program-language';
import { LICENSE_MANAGER } from '../license-manager.dialect';

const CONNECTED = 'Connection successful';

/** Checks of the server and of API keys. */
@Dialect(LICENSE_MANAGER)
@ApiTags('connection')
@Controller('api')
export class LmConnectionController {
  /** Check that the server is running. */
  @Get('health-check')
  @Public()
  checkHealth(): HealthDto {
    return { status: 'ok' };
  }

  /** Check the API key of a client program. */
  @Get('external/connection-check')
  @Authorized(Permission.ClientCalls)
  checkExternalConnection(@InProgramLanguage() say: Say): ConnectionDto {
    return { status: true, is_active: true, message: say(CONNECTED) };
  }

  /** Check an API key of the internal API. */
  @Get('internal/connection-check')
  @Authorized(Permission.LicensesRead)
  checkInternalConnection(@InProgramLanguage() say: Say): InternalConnectionDto {
    return { error: false, status: true, message: say(CONNECTED), data: null };
  }

  /** Check the API key of a client program, for LicenseBox clients. */
  @Post('check_connection_ext')
  @HttpCode(200)
  @Authorized(Permission.ClientCalls)
  checkConnectionExt(@InProgramLanguage() say: Say): LegacyAnswerDto {
    return { status: true, message: say(CONNECTED) };
  }

  /** Check an API key of the internal API, for LicenseBox clients. */
  @Post('check_connection_int')
  @HttpCode(200)
  @Authorized(Permission.LicensesRead)
  checkConnectionInt(@InProgramLanguage() say: Say): LegacyAnswerDto {
    return { status: true, message: say(CONNECTED) };
  }
}
