import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/authorized.decorator';
import { DomainError } from '../common/errors/domain-error';
import { RateLimited } from '../common/limits/rate-limited.decorator';
import { Answers } from '../common/openapi/answers.decorator';
import { UnitOfWork } from '../database/unit-of-work';
import { ReadinessDto } from './dto/readiness.dto';

class NotReady extends DomainError {
  readonly code = 'UNAVAILABLE';
  readonly kind = 'unavailable';

  constructor() {
    super('The database cannot be reached');
  }
}

@ApiTags('monitoring')
@Controller('health/ready')
@Public()
@RateLimited()
export class ReadinessController {
  constructor(private readonly work: UnitOfWork) {}

  /** Whether this node can serve: its database answers. */
  @Get()
  @Answers(503, 'The database cannot be reached.')
  async getReadiness(): Promise<ReadinessDto> {
    try {
      await this.work.manager.query('SELECT 1');
    } catch {
      throw new NotReady();
    }
    return { status: 'ready' };
  }
}
