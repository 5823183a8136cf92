import { Controller, Get } from '@nestjs/common';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Public } from '../../common/access/authorized.decorator';
import { AlwaysServed } from '../../common/limits/in-flight';
import { RateLimited } from '../../common/limits/route-limits';
import { Answers } from '../../common/openapi/answers.decorator';
import { ReadinessDto } from './dto/readiness.dto';
import { ReadinessService } from './readiness.service';

@ApiTag('monitoring', 'Readiness, statistics, alerts and anomalies.')
@Controller('health/ready')
@Public()
@RateLimited()
@AlwaysServed()
export class ReadinessController {
  constructor(private readonly readiness: ReadinessService) {}

  /** Check whether this node is ready: its database is writable and answers in time, no license check waits longer than five seconds for it, its clock agrees with that of the database, its settings are loaded, all of its workers have served, and it is not stopping. */
  @Get()
  @Answers(
    503,
    'The database is unreachable, read-only (DATABASE_READ_ONLY) or does not answer within two seconds, license checks have waited for it for more than five seconds, the clock of the node differs from that of the database by more than a minute, the settings are not loaded, not all workers of the node serve yet, or the server is stopping.',
    'DATABASE_READ_ONLY',
  )
  async getReadiness(): Promise<ReadinessDto> {
    await this.readiness.check();
    return { status: 'ready' };
  }
}
