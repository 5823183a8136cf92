import type { FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { basePathOf, NATIVE, pageBelow, type Problem, type RenderedError } from '../../../core/common';
import { themeOf } from '../../../pages/frame/theme';
import { FormIdContext } from '../../../pages/components/post-form';
import type { Flash } from '../../../pages/kit/flash';
import { isOfSentForm } from '../../../pages/kit/form-id';
import type { PageContent } from '../../../pages/kit/page';
import { asViewer, messageOfProblem, texts } from '../../../core/i18n';
import type { PortalBrand } from './portal-brand.service';
import { PortalLayout } from './portal-layout';

const NO_BRAND: PortalBrand = {
  name: '',
  logoUrl: '',
  color: '#2559d6',
  supportEmail: '',
  privacyUrl: '',
  imprintUrl: '',
};

/** The whole HTML document of a page; `isBare` shows it as one card. */
export function renderPortalPage(content: PageContent, request: FastifyRequest, flash?: Flash): string {
  return asViewer(request, () => {
    const { title, body, isBare, isRefused } = content;
    const [path = '/'] = request.url.split('?', 1);
    const page = (
      <FormIdContext.Provider value={request.id}>
        <PortalLayout
          title={isRefused ? texts('components').error({ title }) : title}
          brand={request.portalBrand ?? NO_BRAND}
          visitor={request.portalVisitor}
          path={path}
          theme={themeOf(request)}
          next={request.method === 'GET' ? request.url : undefined}
          flash={flash}
          isCard={isBare === true}
        >
          {body}
        </PortalLayout>
      </FormIdContext.Provider>
    );
    return pageBelow(basePathOf(request), `<!DOCTYPE html>${renderToString(page)}`);
  });
}

/** Answers an error of the portal with a page; a request without a session is led to the sign-in. */
export function renderPortalError(problem: Problem, request: FastifyRequest): RenderedError {
  if (problem.kind === 'unauthenticated') {
    return { status: 303, headers: { location: '/portal' }, body: null };
  }
  return asViewer(request, () => errorPage(problem, request));
}

function errorPage(problem: Problem, request: FastifyRequest): RenderedError {
  const t = texts('portalErrors');
  const { status } = NATIVE.errors.codes[problem.code] ?? NATIVE.errors.kinds[problem.kind];
  const { title, text } = explanationOf(problem, request.id);
  const body = (
    <>
      <h1>{title}</h1>
      <p class="portal-lead">{text}</p>
      <p class="portal-links">
        <a href="/portal">{t.start}</a>
      </p>
    </>
  );
  return {
    status,
    headers: problem.retryAfter === undefined ? {} : { 'retry-after': String(problem.retryAfter) },
    body: renderPortalPage({ title, body, isBare: true }, request),
  };
}

function explanationOf(problem: Problem, requestId: string): { title: string; text: string } {
  const t = texts('portalErrors');
  const { kind, retryAfter = 60 } = problem;
  if (kind === 'not-found') {
    return { title: t.notFound, text: t.notFoundText };
  }
  if (kind === 'too-many') {
    return { title: t.tooMany, text: t.tooManyText({ seconds: retryAfter }) };
  }
  if (kind === 'internal' || kind === 'unavailable') {
    return { title: t.failed, text: t.failedText({ id: requestId }) };
  }
  return kind === 'refused'
    ? { title: t.forged, text: t.forgedText }
    : { title: isOfSentForm(problem) ? t.sentBefore : t.refused, text: messageOfProblem(problem).text };
}
