import type { FastifyReply, FastifyRequest } from 'fastify';
import { clearCookie, cookieIn } from '../../core/common';
import { cookieText } from '../../core/common/internal';
import { localPath } from './local-path';

const COOKIE = 'keyward_flash';
/** A browser may refuse a cookie of 4 KB. */
const MAX_TEXT = 500;
const LIFETIME_SECONDS = 60;

/** The result of a form, shown above the next page. */
export interface Flash {
  readonly tone: 'ok' | 'warn' | 'bad';
  readonly text: string;
  /** With `isPost`, a button that sends an empty form. */
  readonly link?: { readonly text: string; readonly path: string; readonly isPost?: boolean };
}

export function setFlash(request: FastifyRequest, reply: FastifyReply, flash: Flash): void {
  void reply.header('set-cookie', flashCookie(request, flash));
}

/** The header that `setFlash` sets. */
export function flashCookie(request: FastifyRequest, { tone, text, link }: Flash): string {
  const flash = { tone, text: text.slice(0, MAX_TEXT), link };
  const value = Buffer.from(JSON.stringify(flash)).toString('base64url');
  return cookieText(request, COOKIE, value, { maxAge: LIFETIME_SECONDS });
}

/** Reads the flash and removes it, so that it is shown once. */
export function takeFlash(request: FastifyRequest, reply: FastifyReply): Flash | undefined {
  const value = cookieIn(request, COOKIE);
  if (value === undefined) {
    return undefined;
  }
  clearCookie(request, reply, COOKIE);
  return parseFlash(value);
}

// The cookie comes from the browser: nothing in it is trusted.
function parseFlash(value: string): Flash | undefined {
  try {
    const { tone, text, link } = JSON.parse(Buffer.from(value, 'base64url').toString()) as Record<string, unknown>;
    if ((tone !== 'ok' && tone !== 'warn' && tone !== 'bad') || typeof text !== 'string') {
      return undefined;
    }
    return { tone, text, link: parseLink(link) };
  } catch {
    return undefined;
  }
}

function parseLink(link: unknown): Flash['link'] {
  if (typeof link !== 'object' || link === null || !('text' in link) || !('path' in link)) {
    return undefined;
  }
  const path = typeof link.path === 'string' ? localPath(link.path) : undefined;
  const isPost = 'isPost' in link && link.isPost === true;
  return path !== undefined && typeof link.text === 'string' ? { text: link.text, path, isPost } : undefined;
}
