import { Get, Param, Res, Body, Post, Req } from '@nestjs/common';
import { Authorized, problem, Public, RateLimited } from '../../core/common';
import { CurrentCaller, type LoggedIn, Permission } from '../../core/identity';
import { ConsoleController } from '../../pages/frame/console-controller.decorator';
import { SeeOther } from '../../pages/kit/page';
import { homeOf } from './frame/navigation';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendAsset } from '../../pages/kit/send-asset';
import { PAGE_LANGUAGES, setLanguage } from '../../core/i18n';
import { localPath } from '../../pages/kit/local-path';
import { HOME_PATH } from '../../pages/kit/sign-in-path';
import { LANGUAGE_PATH } from '../../pages/frame/language-switch';
import { IsIn, IsString } from 'class-validator';

@ConsoleController('console')
@Authorized(Permission.OwnSession)
export class HomeController {
  /** Leads to the first page that the user may see. */
  @Get()
  openConsole(@CurrentCaller() caller: LoggedIn): SeeOther {
    return new SeeOther(homeOf(caller));
  }

  /** Unknown pages keep the navigation. */
  @Get('*')
  openUnknownPage(): never {
    throw problem('PAGE_NOT_FOUND');
  }
}

@ConsoleController('console/assets')
@Public()
@RateLimited()
export class ConsoleAssetsController {
  @Get(':name')
  getConsoleAsset(@Param('name') name: string, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    return sendAsset(name, reply);
  }
}

class LanguageDto {
  @IsIn(PAGE_LANGUAGES)
  language!: string;

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
