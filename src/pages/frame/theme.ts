import type { FastifyReply, FastifyRequest } from 'fastify';
import { clearCookie, cookieIn, setCookie } from '../../core/common';

const COOKIE = 'keyward_theme';
const YEAR_SECONDS = 365 * 24 * 3_600;

/** `system` follows the settings of the browser. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export function themeOf(request: FastifyRequest): Theme {
  const value = cookieIn(request, COOKIE);
  return THEMES.find((theme) => theme === value) ?? 'system';
}

export function setTheme(request: FastifyRequest, reply: FastifyReply, theme: Theme): void {
  if (theme === 'system') {
    clearCookie(request, reply, COOKIE);
  } else {
    setCookie(request, reply, COOKIE, theme, { maxAge: YEAR_SECONDS });
  }
}
