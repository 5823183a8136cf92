import type { FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { basePathOf, NATIVE, pageBelow, type Problem, type RenderedError } from '../../../core/common';
import { asViewer, messageOfProblem, texts } from '../../../core/i18n';
import { FormIdContext } from '../../../pages/components/post-form';
import type { Flash } from '../../../pages/kit/flash';
import type { PageContent } from '../../../pages/kit/page';
import { RelayLayout } from './relay-layout';

/** The whole HTML document of a page. */
export function renderRelayPage(
  { title, body, isRefused }: PageContent,
  request: FastifyRequest,
  flash?: Flash,
): string {
  return asViewer(request, () => {
    const page = (
      <FormIdContext.Provider value={request.id}>
        <RelayLayout
          title={isRefused ? texts('components').error({ title }) : title}
          next={request.method === 'GET' ? request.url : undefined}
          flash={flash}
        >
          {body}
        </RelayLayout>
      </FormIdContext.Provider>
    );
    return pageBelow(basePathOf(request), `<!DOCTYPE html>${renderToString(page)}`);
  });
}

/** Answers an error with a page. */
export function renderRelayError(problem: Problem, request: FastifyRequest): RenderedError {
  return asViewer(request, () => {
    const { title, start } = texts('relay');
    const { status } = NATIVE.errors.codes[problem.code] ?? NATIVE.errors.kinds[problem.kind];
    const body = (
      <>
        <h1>{title}</h1>
        <p>{messageOfProblem(problem).text}</p>
        <p>
          <a href="/">{start}</a>
        </p>
      </>
    );
    const headers: Record<string, string> =
      problem.retryAfter === undefined ? {} : { 'retry-after': String(problem.retryAfter) };
    return { status, headers, body: renderRelayPage({ title, body }, request) };
  });
}
