import type { ComponentChildren } from 'preact';
import type { FormValues } from '../../core/common';
import type { Flash } from './flash';
import type { FormState } from './form-state';

export interface PageContent {
  /** The h1, and the title of the browser's window. */
  readonly title: string;
  readonly body: ComponentChildren;
  /** `form` for forms and pages with one task, `confirmation` for confirmations. */
  readonly width?: 'wide' | 'form' | 'confirmation';
  /** A page without navigation, such as the sign-in. */
  readonly isBare?: boolean;
  /** Without scripts, the browser loads the page again after so many seconds. */
  readonly reloadSeconds?: number;
  /** The path of the list that the page is about. */
  readonly list?: string;
  /** The page is a form that was refused. */
  readonly isRefused?: boolean;
}

/** A page; handlers of console controllers return it. */
export class Page {
  constructor(
    readonly content: PageContent,
    readonly status = 200,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** The page with the errors of a refused form. */
  refused(status: number, retryAfter?: number): Page {
    const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    return new Page({ ...this.content, isRefused: true }, status, headers);
  }
}

/** The answer to a successful form: the browser gets the page at this path (303). */
export class SeeOther {
  constructor(
    readonly path: string,
    readonly flash?: Flash,
  ) {}

  /** The page that shows what was done, with a link such as "Undo". */
  static done(path: string, text: string, link?: Flash['link']): SeeOther {
    return new SeeOther(path, { tone: 'ok', text, link });
  }
}

/** A form with its page and its change. */
export abstract class PageForm {
  /** The page; without a state, with the initial values. */
  abstract show(form?: FormState): Page;

  /** Makes the change, or shows the form again and says why it was refused. */
  abstract submit(body: FormValues): Promise<Page | SeeOther>;
}
