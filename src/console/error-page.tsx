import type { FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Problem, ProblemKind } from '../common/errors/problem';
import type { RenderedError } from '../common/errors/render-error';
import { NATIVE } from '../common/dialects/native.dialect';
import { ButtonLink } from './components/button';
import { Code } from './components/text';
import { HOME_PATH, signInPath } from './kit/sign-in-path';
import { signedIn } from './kit/signed-in';
import { renderPage } from './kit/render-page';
import { asViewer } from './kit/viewer';

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
  // An error may come before anything else has happened to the request.
  return asViewer(request, () => errorPage(problem, request));
}

function errorPage(problem: Problem, request: FastifyRequest): RenderedError {
  if (problem.kind === 'unauthenticated') {
    return { status: 303, headers: { location: signInPath(request) }, body: null };
  }
  const { status } = NATIVE.errors.codes[problem.code] ?? NATIVE.errors.kinds[problem.kind];
  const title = titleOf(problem);
  const body = (
    <div class="state">
      <p class="state-status">{status}</p>
      <h1>{title}</h1>
      <p>
        <Explanation problem={problem} />
      </p>
      {problem.kind === 'internal' && <Code label="Request number" text={`request ${request.id}`} />}
      <div class="actions">
        <ButtonLink href={HOME_PATH}>Open the console</ButtonLink>
      </div>
    </div>
  );
  return {
    status,
    headers: problem.retryAfter === undefined ? {} : { 'retry-after': String(problem.retryAfter) },
    body: renderPage({ title, body, width: 'confirmation' }, request),
  };
}

function titleOf({ kind }: Problem): string {
  return kind === 'refused' && !signedIn()
    ? 'The form comes from another site'
    : (TITLES[kind] ?? 'The request was refused');
}

function Explanation({ problem }: { readonly problem: Problem }): VNode {
  const { kind, message, retryAfter } = problem;
  if (kind === 'refused') {
    return <RefusalExplanation message={message} />;
  }
  if (kind === 'internal') {
    return <>Nothing was saved. Try again; if it happens twice, send this number to whoever runs the server.</>;
  }
  if (kind === 'not-found') {
    return <>{message}. It may have been deleted, or the address has a typing error.</>;
  }
  return (
    <>
      {message}. {retryAfter !== undefined && `Nothing was saved. Try again in ${retryAfter} seconds.`}
    </>
  );
}

/** Forms of other sites are refused before it is known who is signed in. */
function RefusalExplanation({ message }: { readonly message: string }): VNode {
  const user = signedIn();
  if (!user) {
    return (
      <>
        Nothing was saved. Open the page on this server and send the form from there. A proxy in front of the server
        must keep the Host header. ({message}.)
      </>
    );
  }
  return (
    <>
      You are signed in as <b>{user.username}</b> with the role <b>{user.role}</b>. {message}. An owner can change
      roles.
    </>
  );
}
