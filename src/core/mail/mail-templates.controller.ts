import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../common/access/authorized.decorator';
import { Answers } from '../common/openapi/answers.decorator';
import type { Language } from '../i18n/language';
import {
  ListMailTemplatesDto,
  MailPreviewDto,
  MailTemplateDto,
  MailTemplateListDto,
  MailTemplateQueryDto,
  PreviewMailTemplateDto,
  PutMailTemplateDto,
  TestMailTemplateDto,
} from './dto/mail-template.dto';
import { MailDto } from './dto/mail.dto';
import type { MailKindName } from './mail-kinds';
import { MailKindParam, MailLanguageParam } from './mail-template-parameters';
import { MailTemplatesService } from './mail-templates.service';

@ApiTags('mails')
@Controller('api/v1/mail-templates')
export class MailTemplatesController {
  constructor(private readonly templates: MailTemplatesService) {}

  /** List the texts of all kinds of e-mails in a language. */
  @Get()
  @Authorized('mail-templates:read')
  async listMailTemplates(@Query() { language }: ListMailTemplatesDto): Promise<MailTemplateListDto> {
    return { items: (await this.templates.list(language)).map((template) => MailTemplateDto.from(template)) };
  }

  /** Get the text of a kind of e-mail. */
  @Get(':kind/:language')
  @Authorized('mail-templates:read')
  async getMailTemplate(
    @MailKindParam() kind: MailKindName,
    @MailLanguageParam() language: Language,
    @Query() { product }: MailTemplateQueryDto,
  ): Promise<MailTemplateDto> {
    return MailTemplateDto.from(await this.templates.get({ kind, language, product }));
  }

  /** Replace the text of a kind of e-mail. */
  @Put(':kind/:language')
  @Authorized('mail-templates:write')
  async putMailTemplate(
    @MailKindParam() kind: MailKindName,
    @MailLanguageParam() language: Language,
    @Query() { product }: MailTemplateQueryDto,
    @Body() input: PutMailTemplateDto,
  ): Promise<MailTemplateDto> {
    return MailTemplateDto.from(await this.templates.put({ kind, language, product }, input));
  }

  /** Return to the text for all products or, without `product`, to the text of Keyward. */
  @Delete(':kind/:language')
  @HttpCode(204)
  @Authorized('mail-templates:write')
  async deleteMailTemplate(
    @MailKindParam() kind: MailKindName,
    @MailLanguageParam() language: Language,
    @Query() { product }: MailTemplateQueryDto,
  ): Promise<void> {
    await this.templates.delete({ kind, language, product });
  }

  /** Render an e-mail with sample values. Nothing is stored or sent. */
  @Post(':kind/:language/preview')
  @HttpCode(200)
  @Authorized('mail-templates:read')
  async previewMailTemplate(
    @MailKindParam() kind: MailKindName,
    @MailLanguageParam() language: Language,
    @Query() { product }: MailTemplateQueryDto,
    @Body() input: PreviewMailTemplateDto,
  ): Promise<MailPreviewDto> {
    return this.templates.preview({ kind, language, product }, input);
  }

  /** Send the preview. `GET /api/v1/mails` shows whether it arrived. */
  @Post(':kind/:language/test')
  @Answers(409, 'CONFLICT: the settings mail.smtp_url and mail.from are not set.')
  @Authorized('mail-templates:write')
  async testMailTemplate(
    @MailKindParam() kind: MailKindName,
    @MailLanguageParam() language: Language,
    @Query() { product }: MailTemplateQueryDto,
    @Body() { to, ...text }: TestMailTemplateDto,
  ): Promise<MailDto> {
    return MailDto.from(await this.templates.test({ kind, language, product }, text, to));
  }
}
