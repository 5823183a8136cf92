import type { FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { currentRequest } from '../../common/http/request-context';
import type { User } from '../../identity/users/user.entity';
import { BareLayout, DocumentShell, Shell } from '../components/layout';
import type { Flash } from './flash';
import type { PageContent } from './page';
import { themeOf } from './theme';

/** The whole HTML document of a page. Texts are escaped. */
export function renderPage(content: PageContent, request: FastifyRequest, flash?: Flash): string {
  const user = currentUser();
  const [path = '/'] = request.url.split('?', 1);
  const body =
    user && !content.isBare ? (
      <Shell host={request.host} user={user} path={path} content={content} flash={flash} />
    ) : (
      <BareLayout host={request.host} flash={flash}>
        {content.body}
      </BareLayout>
    );
  const title = content.isRefused ? `Error: ${content.title}` : content.title;
  const html = renderToString(
    <DocumentShell title={title} theme={themeOf(request)}>
      {body}
    </DocumentShell>,
  );
  return `<!DOCTYPE html>${html}`;
}

function currentUser(): User | undefined {
  const caller = currentRequest()?.caller;
  return caller?.type === 'user' ? caller.user : undefined;
}
