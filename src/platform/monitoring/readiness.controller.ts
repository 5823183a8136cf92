import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../common/access/authorized.decorator';
import { RateLimited } from '../../common/limits/rate-limited.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { ReadinessDto } from './dto/readiness.dto';
import { ReadinessService } from './readiness.service';

@ApiTags('monitoring')
@Controller('health/ready')
@Public()
@RateLimited()
export class ReadinessController {
  constructor(private readonly readiness: ReadinessService) {}

  /** Whether this node can serve: its database answers in time and can be written to, the settings have been read, and it was not told to stop. */
  @Get()
  @Answers(
    503,
    'The database cannot be reached, does not answer within two seconds or is read-only, or the server is stopping.',
  )
  async getReadiness(): Promise<ReadinessDto> {
    await this.readiness.check();
    return { status: 'ready' };
  }
}
