import { Get, Param, Post } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import { Public } from '../../../core/common/access/authorized.decorator';
import { RateLimited } from '../../../core/common/limits/rate-limited.decorator';
import { texts } from '../../../core/i18n/texts';
import { UNSUBSCRIBE_PATH, UnsubscribeLinksService } from '../../../core/mail/news/unsubscribe-links.service';
import { Button } from '../../../pages/components/button';
import { Form } from '../../../pages/components/form';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { Page } from '../../../pages/kit/page';

/** Ends news by e-mail, for customers without a sign-in. A GET only asks: programs that check e-mails open their links. */
@ConsoleController(UNSUBSCRIBE_PATH)
@Public()
@RateLimited('unsubscribe')
export class UnsubscribeController {
  constructor(private readonly links: UnsubscribeLinksService) {}

  @Get(':token')
  async askToUnsubscribe(@Param('token') token: string): Promise<Page> {
    const t = texts('unsubscribe');
    const customer = await this.links.read(token);
    if (!customer) {
      return unknownLink();
    }
    return customer.newsOptedOutAt === null
      ? bare(
          t.title,
          <>
            <p class="bare-lead">{t.lead}</p>
            <Form action={`${UNSUBSCRIBE_PATH}/${token}`}>
              <Button look="primary" text={t.verb} />
            </Form>
          </>,
        )
      : done();
  }

  /** Pressed on the page, or sent by a mail program (RFC 8058), which takes no redirect. */
  @Post(':token')
  async unsubscribe(@Param('token') token: string): Promise<Page> {
    return (await this.links.optOut(token)) ? done() : unknownLink();
  }
}

function done(): Page {
  const t = texts('unsubscribe');
  return bare(t.doneTitle, <p class="bare-lead">{t.doneText}</p>);
}

function unknownLink(): Page {
  const t = texts('unsubscribe');
  return bare(t.unknownTitle, <p class="bare-lead">{t.unknownText}</p>, 404);
}

function bare(title: string, children: ComponentChildren, status = 200): Page {
  const body = (
    <>
      <h1>{title}</h1>
      {children}
    </>
  );
  return new Page({ title, isBare: true, body }, status, { 'cache-control': 'no-store' });
}
