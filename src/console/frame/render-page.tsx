import type { FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import type { AttentionCounts } from '../../events/webhooks/attention-counts.service';
import { BareLayout, DocumentShell, Shell } from './layout';
import type { Flash } from '../kit/flash';
import type { PageContent } from '../kit/page';
import { pagePath } from '../kit/sign-in-path';
import { signedIn } from '../kit/signed-in';
import { texts } from '../../i18n/texts';
import { themeOf } from '../kit/theme';
import { asViewer } from '../../i18n/viewer';

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
  const layout = { host: request.host, address: pagePath(request), flash };
  const body =
    user && !content.isBare ? (
      <Shell {...layout} user={user} path={path} content={content} counts={counts} />
    ) : (
      <BareLayout {...layout}>{content.body}</BareLayout>
    );
  const title = content.isRefused ? texts('components').error({ title: content.title }) : content.title;
  const page = (
    <DocumentShell title={title} theme={themeOf(request)}>
      {body}
    </DocumentShell>
  );
  const html = renderToString(page);
  // The summary of errors stands above the fields, whose labels are known only after they are rendered.
  return `<!DOCTYPE html>${content.isRefused ? renderToString(page) : html}`;
}
