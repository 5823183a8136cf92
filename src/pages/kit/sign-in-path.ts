import type { FastifyRequest } from 'fastify';
import { basePathOf } from '../../core/common';
import { localPath } from './local-path';

export const SIGN_IN_PATH = '/login';
export const ACCOUNT_PATH = '/account';
export const SECOND_FACTOR_PATH = '/account/second-factor';
/** Where the console begins: it leads to the first page that the user may see. */
export const HOME_PATH = '/console';

/** The sign-in page, with the way back to the requested page, or to the page whose form was sent. */
export function signInPath(request: FastifyRequest): string {
  const back = pagePath(request);
  return back === undefined || back === HOME_PATH
    ? SIGN_IN_PATH
    : `${SIGN_IN_PATH}?${new URLSearchParams({ next: back }).toString()}`;
}

/** Path and query of the requested page, or of the page whose form was sent. */
export function pagePath(request: FastifyRequest): string | undefined {
  return isRead(request) ? localPath(request.url) : pathOfReferer(request);
}

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function pathOfReferer(request: FastifyRequest): string | undefined {
  const { referer = '' } = request.headers;
  if (!URL.canParse(referer)) {
    return undefined;
  }
  const { host, pathname, search } = new URL(referer);
  const basePath = basePathOf(request);
  const isOwn = host === request.host && pathname.startsWith(`${basePath}/`);
  return isOwn ? localPath(`${pathname.slice(basePath.length)}${search}`) : undefined;
}
