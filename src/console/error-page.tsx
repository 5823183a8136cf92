import type { FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Problem, ProblemKind } from '../common/errors/problem';
import type { RenderedError } from '../common/errors/render-error';
import { NATIVE } from '../common/dialects/native.dialect';
import { currentRequest } from '../common/http/request-context';
import { ButtonLink } from './components/button';
import { Code } from './components/text';
import { signInPath } from './kit/sign-in-path';
import { renderPage } from './kit/render-page';

const TITLES: Partial<Record<ProblemKind, string>> = {
  refused: 'Your role may not do this',
  'not-found': 'There is no such page',
  conflict: 'The change conflicts with another one',
  'too-large': 'The form is too large',
  'too-many': 'Too many requests',
  internal: 'Something went wrong on our side',
  unavailable: 'The server is busy',
};

/** Answers an error of the console with a page; a request without a session is led to the sign-in. */
export function renderErrorPage(problem: Problem, request: FastifyRequest): RenderedError {
  if (problem.kind === 'unauthenticated') {
    return { status: 303, headers: { location: signInPath(request) }, body: null };
  }
  const { status } = NATIVE.errors.codes[problem.code] ?? NATIVE.errors.kinds[problem.kind];
  const title = TITLES[problem.kind] ?? 'The request was refused';
  const body = <ErrorBody status={status} title={title} problem={problem} requestId={request.id} />;
  return {
    status,
    headers: problem.retryAfter === undefined ? {} : { 'retry-after': String(problem.retryAfter) },
    body: renderPage({ title, body, width: 'confirmation' }, request),
  };
}

interface ErrorBodyProps {
  readonly status: number;
  readonly title: string;
  readonly problem: Problem;
  readonly requestId: string;
}

function ErrorBody({ status, title, problem, requestId }: ErrorBodyProps): VNode {
  return (
    <div class="state">
      <p class="state-status">{status}</p>
      <h1>{title}</h1>
      <Explanation problem={problem} />
      {problem.kind === 'internal' && <Code label="Request number" text={`request ${requestId}`} />}
      <div class="actions">
        <ButtonLink href="/console">Open the console</ButtonLink>
      </div>
    </div>
  );
}

function Explanation({ problem }: { readonly problem: Problem }): VNode {
  const { kind, message, retryAfter } = problem;
  if (kind === 'refused') {
    return <RoleExplanation problem={problem} />;
  }
  if (kind === 'internal') {
    return <p>Nothing was saved. Try again; if it happens twice, send this number to whoever runs the server.</p>;
  }
  return (
    <p>
      {message}. {retryAfter !== undefined && `Nothing was saved. Try again in ${retryAfter} seconds.`}
    </p>
  );
}

function RoleExplanation({ problem }: { readonly problem: Problem }): VNode {
  const caller = currentRequest()?.caller;
  if (caller?.type !== 'user') {
    return <p>{problem.message}. Nothing was saved.</p>;
  }
  const { username, role } = caller.user;
  return (
    <p>
      You are signed in as <b>{username}</b> with the role <b>{role}</b>. {problem.message}. An owner can change roles.
    </p>
  );
}
