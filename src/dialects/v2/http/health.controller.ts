import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../../common/access/authorized.decorator';
import { Clock } from '../../../common/clock';
import { CommonDialect } from '../../../common/dialects/dialect.decorator';
import { AlwaysServed } from '../../../common/limits/in-flight';
import { RateLimited } from '../../../common/limits/rate-limited.decorator';
import { uptime } from '../../../common/uptime';
import { VERSION } from '../../../common/version';
import { HealthDto } from './dto/status.dto';
import { V2 } from '../v2.dialect';

/** Two contracts have this path; the answer contains the fields of both. */
@CommonDialect(V2)
@ApiTags('status')
@Controller('health')
@Public()
@RateLimited()
@AlwaysServed()
export class HealthController {
  constructor(private readonly clock: Clock) {}

  /** Check that the server is running. */
  @Get()
  getHealth(): HealthDto {
    return { status: 'healthy', timestamp: V2.dates(this.clock.now()), version: VERSION, uptime: uptime() };
  }
}
