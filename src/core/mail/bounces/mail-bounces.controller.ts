import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { toPage } from '../../common/pagination/to-page';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { MailBouncesService } from '../../platform/mail/mail-bounces.service';
import { ListMailBouncesDto, MailBounceDto, MailBouncePageDto, ReportMailBounceDto } from './mail-bounce.dto';

@ApiTags('mails')
@Controller('api/v1/mails/bounces')
export class MailBouncesController {
  constructor(private readonly bounces: MailBouncesService) {}

  /** List the addresses that take no e-mails, newest first. E-mails to them that are not about a request are not sent. */
  @Get()
  @FromReplica()
  @Authorized('mails:read')
  async listMailBounces(@Query() { limit, after, sort, q }: ListMailBouncesDto): Promise<MailBouncePageDto> {
    return toPage(await this.bounces.list({ limit, after, sort }, { q }), (bounce) => MailBounceDto.from(bounce));
  }

  /** Report an e-mail that came back. The address gets no e-mails about licenses, orders and news any more. */
  @Post()
  @HttpCode(204)
  @Authorized('mails:write')
  async reportMailBounce(@Body() input: ReportMailBounceDto): Promise<void> {
    await this.bounces.report(ReportMailBounceDto.toBounce(input));
  }

  /** Allow e-mails to an address again. */
  @Delete(':email')
  @HttpCode(204)
  @ApiParam({ name: 'email', description: 'Address, case-insensitive.' })
  @Authorized('mails:write')
  async deleteMailBounce(@Param('email') email: string): Promise<void> {
    await this.bounces.clear(email);
  }
}
