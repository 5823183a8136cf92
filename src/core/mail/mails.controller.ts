import { Controller, Get, Query } from '@nestjs/common';
import { Authorized } from '../common/access/authorized.decorator';
import { ApiTag } from '../common/openapi/api-tag.decorator';
import { toPage } from '../common/pagination/to-page';
import { FromReplica } from '../platform/replicas/from-replica.decorator';
import { ListMailsDto, MailDto, MailPageDto } from './dto/mail.dto';
import { MailsService } from './mails.service';

@ApiTag('mails', 'E-mails to customers, and their texts.')
@Controller('api/v1/mails')
export class MailsController {
  constructor(private readonly mails: MailsService) {}

  /** List the e-mails of the last 400 days, newest first. Their texts are not kept. */
  @Get()
  @FromReplica()
  @Authorized('mails:read')
  async listMails(@Query() { limit, after, sort, ...filter }: ListMailsDto): Promise<MailPageDto> {
    return toPage(await this.mails.list({ limit, after, sort }, filter), (mail) => MailDto.from(mail));
  }
}
