import { withQuery } from '../../../pages/components/filters';
import { localPath } from '../../../pages/kit/local-path';

/** Names who has proved all but the second factor, until its code follows. It opens nothing but that step. */
export const PENDING_COOKIE = 'keyward_pending';

export const CODE_PATH = '/login/code';

export interface CodeStep {
  /** Path of the page to open after the sign-in. */
  readonly next?: string;
  /** A recovery code is asked for instead of one of the app. */
  readonly isRecovery?: boolean;
}

export function codePath({ next, isRecovery }: CodeStep): string {
  return withQuery(CODE_PATH, { next, recovery: isRecovery ? '1' : undefined });
}

export function pathAfterSignIn(next: unknown): string | undefined {
  return typeof next === 'string' ? localPath(next) : undefined;
}
