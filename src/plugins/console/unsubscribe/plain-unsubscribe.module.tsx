import { Controller, Get, Module, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { basePathOf, pageBelow, Public, RateLimited, TakesForms } from '../../../core/common';
import { PAGE_HEADERS } from '../../../core/common/internal';
import { asViewer, viewer } from '../../../core/i18n';
import { MailsModule } from '../../../core/mail';
import { UNSUBSCRIBE_PATH, UnsubscribeLinksService } from '../../../core/mail/internal';
import { FormIdContext } from '../../../pages/components/post-form';
import { ASSETS } from '../../../pages/kit/assets';
import type { Page } from '../../../pages/kit/page';
import { donePage, questionPage } from './unsubscribe-pages';

/** The pages of `UnsubscribeController` while the console is off: with its style sheet, and without its layout. */
@Controller(UNSUBSCRIBE_PATH)
@ApiExcludeController()
@Public()
@RateLimited('documents')
@TakesForms()
class PlainUnsubscribeController {
  constructor(private readonly links: UnsubscribeLinksService) {}

  @Get(':token')
  async askToUnsubscribe(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const customer = await this.links.read(token);
    return asViewer(request, () => send(questionPage(customer, token), request, reply));
  }

  @Post(':token')
  async unsubscribe(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const isKnown = await this.links.optOut(token);
    return asViewer(request, () => send(donePage(isKnown), request, reply));
  }
}

function send({ content, status, headers }: Page, request: FastifyRequest, reply: FastifyReply): string {
  void reply
    .status(status)
    .headers({ ...PAGE_HEADERS, ...headers })
    .type('text/html; charset=utf-8');
  const html = renderToString(
    <html lang={viewer().pageLanguage}>
      <head>
        <meta charSet="utf-8" />
        <title>{content.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="stylesheet" href={ASSETS.styles} />
      </head>
      <body>
        <main class="bare">
          <div class="bare-card">
            <FormIdContext.Provider value={request.id}>{content.body}</FormIdContext.Provider>
          </div>
        </main>
      </body>
    </html>,
  );
  return pageBelow(basePathOf(request), `<!DOCTYPE html>${html}`);
}

@Module({ imports: [MailsModule], controllers: [PlainUnsubscribeController] })
export class PlainUnsubscribeModule {}
