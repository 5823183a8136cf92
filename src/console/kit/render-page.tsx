import type { FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import type { AttentionCounts } from '../../events/webhooks/attention-counts.service';
import { BareLayout, DocumentShell, Shell } from '../components/layout';
import type { Flash } from './flash';
import type { PageContent } from './page';
import { signedIn } from './signed-in';
import { themeOf } from './theme';
import { asViewer } from './viewer';

/** The whole HTML document of a page. Texts are escaped. */
export function renderPage(
  content: PageContent,
  request: FastifyRequest,
  flash?: Flash,
  counts?: AttentionCounts,
): string {
  return asViewer(request, () => renderDocument(content, request, flash, counts));
}

function renderDocument(
  content: PageContent,
  request: FastifyRequest,
  flash?: Flash,
  counts?: AttentionCounts,
): string {
  const user = signedIn();
  const [path = '/'] = request.url.split('?', 1);
  const body =
    user && !content.isBare ? (
      <Shell host={request.host} user={user} path={path} content={content} flash={flash} counts={counts} />
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
