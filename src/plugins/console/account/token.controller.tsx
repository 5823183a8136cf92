import { Get, Post } from '@nestjs/common';
import { Authorized } from '../../../core/common';
import { CurrentCaller, type LoggedIn, Permission, SessionsService } from '../../../core/identity';
import { texts } from '../../../core/i18n';
import { Banner } from '../../../pages/components/banner';
import { PostButton } from '../../../pages/components/button';
import { PageHeader } from '../../../pages/components/page-parts';
import { Code } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { Page } from '../../../pages/kit/page';
import { ACCOUNT_PATH } from '../../../pages/kit/sign-in-path';
import { TOKEN_PATH } from './account-paths';

/** A token for the API, also for users who have no password to log in with. */
@ConsoleController(TOKEN_PATH)
@Authorized(Permission.OwnSession)
export class TokenController {
  constructor(private readonly sessions: SessionsService) {}

  @Get()
  showToken(): Page {
    return tokenPage();
  }

  @Post()
  async issueToken(@CurrentCaller() caller: LoggedIn): Promise<Page> {
    const { token } = await this.sessions.issueToken(caller);
    return tokenPage(token);
  }
}

function tokenPage(token?: string): Page {
  const t = texts('account');
  const body = (
    <>
      <PageHeader title={t.apiToken} lead={t.apiTokenLead} crumbs={[{ title: t.account, href: ACCOUNT_PATH }]} />
      {token === undefined ? (
        <PostButton look="primary" action={TOKEN_PATH} text={t.makeToken} />
      ) : (
        <>
          <Banner tone="ok" id="token" title={t.tokenMade}>
            {t.tokenOnce}
          </Banner>
          <Code label={t.apiToken} text={token} />
        </>
      )}
    </>
  );
  return new Page({ title: t.apiToken, width: 'form', body });
}
