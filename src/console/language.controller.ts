import { Body, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../common/access/authorized.decorator';
import { RateLimited } from '../common/limits/rate-limited.decorator';
import { ConsoleController } from './frame/console-controller.decorator';
import { setLanguage, type Language, LANGUAGES } from '../i18n/language';
import { localPath } from './kit/local-path';
import { SeeOther } from './kit/page';
import { HOME_PATH } from './kit/sign-in-path';
import { LANGUAGE_PATH } from './frame/language-switch';
import { IsIn, IsString } from 'class-validator';

class LanguageDto {
  @IsIn(LANGUAGES)
  language!: Language;

  /** Path of the page to open then; the first page of the console by default. */
  @IsString()
  next: string = '';
}

/** The language of a browser, which can be chosen before the sign-in, too. */
@ConsoleController(LANGUAGE_PATH)
@Public()
@RateLimited()
export class LanguageController {
  @Post()
  saveLanguage(
    @Body() { language, next }: LanguageDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): SeeOther {
    setLanguage(request, reply, language);
    return new SeeOther(localPath(next) ?? HOME_PATH);
  }
}
