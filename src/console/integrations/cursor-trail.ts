const MAX_CURSORS = 20;
/** Maximum length of a trail in an address. */
export const MAX_TRAIL = 1_000;

/** The cursors of the pages before this one and of this one, newest last: lists by cursor only know the way on. */
export class CursorTrail {
  private readonly cursors: readonly string[];

  constructor(text = '') {
    this.cursors = text.split('.').filter(Boolean);
  }

  get text(): string {
    return this.cursors.join('.');
  }

  /** The cursor of this page; undefined for the first one. */
  get current(): string | undefined {
    return this.cursors.at(-1);
  }

  /** The trail of the next page, if there is one. */
  next(cursor: string | null): string | undefined {
    return cursor === null ? undefined : [...this.cursors, cursor].slice(-MAX_CURSORS).join('.');
  }

  /** The trail of the previous page, which is empty for the first one. */
  get previous(): string | undefined {
    return this.current === undefined ? undefined : this.cursors.slice(0, -1).join('.');
  }
}
