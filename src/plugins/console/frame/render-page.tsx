import type { FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { basePathOf, NATIVE, pageBelow, type Problem, type RenderedError } from '../../../core/common';
import { ButtonLink } from '../../../pages/components/button';
import { type ListState, ListStateContext } from '../../../pages/components/list-state';
import { FormIdContext } from '../../../pages/components/post-form';
import { Code } from '../../../pages/components/text';
import { flashCookie, type Flash } from '../../../pages/kit/flash';
import { isOfSentForm } from '../../../pages/kit/form-id';
import { HOME_PATH, SECOND_FACTOR_PATH, signInPath, pagePath } from '../../../pages/kit/sign-in-path';
import { roleName } from './role-texts';
import { signedIn, signedInCaller } from './signed-in';
import { hasSingleKeys } from './single-keys';
import { asViewer, messageOfProblem, textFor, texts } from '../../../core/i18n';
import { type ShownMessage } from '../../../core/i18n/internal';
import { renderToString } from 'preact-render-to-string';
import type { AttentionCounts } from '../../../core/events';
import type { Maintenance } from '../../../core/platform/internal';
import { BareLayout, DocumentShell, Shell } from './layout';
import type { PageContent } from '../../../pages/kit/page';
import { themeOf } from '../../../pages/frame/theme';

/** Answers an error of the console with a page; a request without a session is led to the sign-in. */
export function renderErrorPage(problem: Problem, request: FastifyRequest): RenderedError {
  // An error may come before anything else has happened to the request.
  return asViewer(request, () => errorPage(problem, request));
}

function errorPage(problem: Problem, request: FastifyRequest): RenderedError {
  if (problem.kind === 'unauthenticated') {
    return toSignIn(request);
  }
  if (problem.code === 'SECOND_FACTOR_SETUP_REQUIRED') {
    return toSecondFactor(request);
  }
  const t = texts('errorPages');
  const { status } = NATIVE.errors.codes[problem.code] ?? NATIVE.errors.kinds[problem.kind];
  const title = titleOf(problem);
  const again = isOfSentForm(problem) ? pagePath(request) : undefined;
  const body = (
    <div class="state">
      <p class="state-status">{status}</p>
      <h1>{title}</h1>
      <p>
        <Explanation problem={problem} />
      </p>
      {problem.kind === 'internal' && <Code label={t.requestNumber} text={t.requestText({ id: request.id })} />}
      <div class="actions">
        {again === undefined ? (
          <ButtonLink href={HOME_PATH} text={t.open} />
        ) : (
          <ButtonLink href={again} text={t.openAgain} />
        )}
      </div>
    </div>
  );
  return {
    status,
    headers: problem.retryAfter === undefined ? {} : { 'retry-after': String(problem.retryAfter) },
    body: renderPage({ title, body, width: 'confirmation' }, request),
  };
}

/** Leads to the sign-in, and says that a form that was sent was not saved. */
function toSignIn(request: FastifyRequest): RenderedError {
  const location = signInPath(request);
  const ended = { tone: 'warn', text: texts('errorPages').sessionEnded } as const;
  const headers: Record<string, string> =
    request.method === 'POST' ? { location, 'set-cookie': flashCookie(request, ended) } : { location };
  return { status: 303, headers, body: null };
}

/** Leads to the second factor: a user whose role needs one can open no other page before it is set up. */
function toSecondFactor(request: FastifyRequest): RenderedError {
  const why = { tone: 'warn', text: texts('errorPages').secondFactorFirst } as const;
  const headers = { location: SECOND_FACTOR_PATH, 'set-cookie': flashCookie(request, why) };
  return { status: 303, headers, body: null };
}

function titleOf(problem: Problem): string {
  const t = texts('errorPages');
  const { kind } = problem;
  if (isOfSentForm(problem)) {
    return t.sentBefore;
  }
  return kind === 'refused' && !signedIn() ? t.forgedTitle : (textFor(t.titles, kind) ?? t.otherTitle);
}

function Explanation({ problem }: { readonly problem: Problem }): VNode {
  const t = texts('errorPages');
  const { kind, retryAfter } = problem;
  if (kind === 'refused') {
    return <RefusalExplanation problem={problem} />;
  }
  if (kind === 'internal') {
    return <>{t.internal}</>;
  }
  const message = <Message {...messageOfProblem(problem)} />;
  if (kind === 'not-found') {
    return (
      <>
        {message} {t.notFound}
      </>
    );
  }
  return (
    <>
      {message} {retryAfter !== undefined && t.tryAgainIn({ seconds: retryAfter })}
    </>
  );
}

/** Forms of other sites are refused before it is known who is signed in. */
function RefusalExplanation({ problem }: { readonly problem: Problem }): VNode {
  const t = texts('errorPages');
  const user = signedIn();
  const message = <Message {...messageOfProblem(problem)} />;
  return user ? (
    <>
      {t.signedInAs({ username: user.username, role: roleName(user.role) })} {message} {t.ownersChangeRoles}
    </>
  ) : (
    <>
      {t.forged} ({message})
    </>
  );
}

function Message({ text, lang }: ShownMessage): VNode {
  return <span lang={lang}>{text}</span>;
}

/** The whole HTML document of a page. Texts are escaped. */
export function renderPage(content: PageContent, request: FastifyRequest, beside: BesidePage = {}): string {
  return asViewer(request, () => renderDocument(content, request, beside));
}

/** Shown on a page beside its content. */
interface BesidePage {
  readonly flash?: Flash;
  readonly counts?: AttentionCounts;
  readonly list?: ListState;
  readonly maintenance?: Maintenance;
}

function renderDocument(content: PageContent, request: FastifyRequest, beside: BesidePage): string {
  const { flash, counts, list, maintenance } = beside;
  const caller = signedInCaller();
  const [path = '/'] = request.url.split('?', 1);
  const base = basePathOf(request);
  const layout = { host: request.host + base, address: pagePath(request), flash, isAnswer: request.method === 'POST' };
  const body =
    caller && !content.isBare ? (
      <Shell {...layout} caller={caller} path={path} content={content} counts={counts} maintenance={maintenance} />
    ) : (
      <BareLayout {...layout}>{content.body}</BareLayout>
    );
  const title = content.isRefused ? texts('components').error({ title: content.title }) : content.title;
  const page = (
    <DocumentShell
      title={title}
      base={base}
      theme={themeOf(request)}
      hasSingleKeys={hasSingleKeys(request)}
      reloadSeconds={content.reloadSeconds}
    >
      <FormIdContext.Provider value={request.id}>
        <ListStateContext.Provider value={list}>{body}</ListStateContext.Provider>
      </FormIdContext.Provider>
    </DocumentShell>
  );
  const html = renderToString(page);
  // The summary of errors stands above the fields, whose labels are known only after they are rendered.
  return pageBelow(base, `<!DOCTYPE html>${content.isRefused ? renderToString(page) : html}`);
}
