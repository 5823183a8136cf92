import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock, Public, RateLimited } from '../../../core/common';
import { CommonDialect } from '../../../core/common/internal';
import { StatusDto } from './dto/status.dto';
import { V2 } from '../v2.dialect';

@CommonDialect(V2)
@ApiTags('status')
@Controller()
@Public()
@RateLimited()
export class V2StatusController {
  constructor(private readonly clock: Clock) {}

  /** Get the server status. Browsers are redirected to the console. */
  @Get()
  getStatus(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): StatusDto {
    if (request.headers.accept?.includes('text/html')) {
      reply.status(302).header('location', '/console');
    }
    return { status: 'ok', service: 'V2 License Server', timestamp: V2.dates(this.clock.now()) };
  }
}
