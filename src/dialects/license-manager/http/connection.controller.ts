import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized, Public } from '../../../common/access/authorized.decorator';
import { Permission } from '../../../identity/permissions/permission';
import { Dialect } from '../../../common/dialects/dialect.decorator';
import { ConnectionDto, HealthDto, InternalConnectionDto, LegacyAnswerDto } from './dto/answer.dto';
import { LICENSE_MANAGER } from '../license-manager.dialect';

const CONNECTED = 'Connection successful';

/** Whether the server is there and the caller's key is good. */
@Dialect(LICENSE_MANAGER)
@ApiTags('connection')
@Controller('api')
export class LmConnectionController {
  /** That the server is alive. */
  @Get('health-check')
  @Public()
  checkHealth(): HealthDto {
    return { status: 'ok' };
  }

  /** That a client program's key is good. */
  @Get('external/connection-check')
  @Authorized(Permission.ClientCalls)
  checkExternalConnection(): ConnectionDto {
    return { status: true, is_active: true, message: CONNECTED };
  }

  /** That a key of the management is good. */
  @Get('internal/connection-check')
  @Authorized(Permission.LicensesRead)
  checkInternalConnection(): InternalConnectionDto {
    return { error: false, status: true, message: CONNECTED, data: null };
  }

  /** The same as LicenseBox's programs ask it. */
  @Post('check_connection_ext')
  @HttpCode(200)
  @Authorized(Permission.ClientCalls)
  checkConnectionExt(): LegacyAnswerDto {
    return { status: true, message: CONNECTED };
  }

  /** The same as LicenseBox's management asks it. */
  @Post('check_connection_int')
  @HttpCode(200)
  @Authorized(Permission.LicensesRead)
  checkConnectionInt(): LegacyAnswerDto {
    return { status: true, message: CONNECTED };
  }
}
