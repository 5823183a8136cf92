import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { NotShadowed } from '../../common/dialects/not-shadowed.decorator';
import { runningPlugins, versionOf } from '../../common/plugins/plugins';
import { AlwaysServed } from '../../common/limits/in-flight';
import { RateLimited } from '../../common/limits/route-limits';
import { uptime } from '../../common/uptime';
import { VERSION } from '../../common/version';
import { HealthDto } from './dto/health.dto';

/** The contracts of two APIs have this path; the answer contains the fields of both. */
@ApiTags('status')
@Controller('health')
@Public()
@RateLimited()
@AlwaysServed()
@NotShadowed()
export class HealthController {
  private readonly plugins = runningPlugins().map(({ name }) => ({ name, version: versionOf(name) }));

  constructor(private readonly clock: Clock) {}

  /** Check that the server is running. */
  @Get()
  getHealth(): HealthDto {
    const now = this.clock.now().toISOString();
    return {
      status: 'healthy',
      timestamp: `${now.slice(0, 19)}Z`,
      version: VERSION,
      uptime: uptime(),
      plugins: this.plugins,
    };
  }
}
