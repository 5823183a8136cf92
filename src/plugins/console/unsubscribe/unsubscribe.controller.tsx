import { Get, Param, Post } from '@nestjs/common';
import { Public, RateLimited } from '../../../core/common';
import { UNSUBSCRIBE_PATH, UnsubscribeLinksService } from '../../../core/mail/internal';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { donePage, questionPage } from './unsubscribe-pages';

/** Ends news by e-mail, for customers without a sign-in. A GET only asks: programs that check e-mails open their links. */
@ConsoleController(UNSUBSCRIBE_PATH)
@Public()
@RateLimited('unsubscribe')
export class UnsubscribeController {
  constructor(private readonly links: UnsubscribeLinksService) {}

  @Get(':token')
  async askToUnsubscribe(@Param('token') token: string): Promise<Page> {
    return questionPage(await this.links.read(token), token);
  }

  /** Pressed on the page, or sent by a mail program (RFC 8058), which takes no redirect. */
  @Post(':token')
  async unsubscribe(@Param('token') token: string): Promise<Page> {
    return donePage(await this.links.optOut(token));
  }
}
