import { Matches, MaxLength } from 'class-validator';
import { IsName } from '../../core/common';
import { OptionalField } from './optional-field';

/** Pages that "Previous" leads back through. Before them it leads to the first page. */
const MAX_TRAIL = 30;

/** The page of a list by cursor. Such lists only lead forward, so the address keeps the cursors of the way. */
export class CursorPageDto {
  @OptionalField()
  @MaxLength(100)
  after?: string;

  /** Cursors of the pages before this one without that of the first page, which has none. */
  @OptionalField()
  @MaxLength(4_000)
  @Matches(/^[\w.-]*$/)
  trail?: string;
}

/** The page of a list by cursor that leads both ways. */
export class AfterBeforeDto {
  @OptionalField()
  @IsName(100)
  after?: string;

  @OptionalField()
  @IsName(100)
  before?: string;
}

export interface CursorFields {
  readonly after?: string;
  readonly trail?: string;
}

/** The page before this one; undefined on the first page. */
export function previousPage({ after, trail = '' }: CursorFields): CursorFields | undefined {
  if (after === undefined) {
    return undefined;
  }
  const cursors = split(trail);
  return { after: cursors.at(-1), trail: joined(cursors.slice(0, -1)) };
}

/** Number of pages before this one; undefined if the way is longer than the address keeps. */
export function pagesBefore({ after, trail = '' }: CursorFields): number | undefined {
  const cursors = split(trail);
  return after === undefined ? 0 : cursors.length < MAX_TRAIL ? cursors.length + 1 : undefined;
}

/** @param next cursor of the page after this one; null on the last page */
export function nextPage({ after, trail = '' }: CursorFields, next: string | null): CursorFields | undefined {
  const cursors = after === undefined ? [] : [...split(trail), after];
  return next === null ? undefined : { after: next, trail: joined(cursors.slice(-MAX_TRAIL)) };
}

function split(trail: string): string[] {
  return trail.split('.').filter(Boolean);
}

function joined(cursors: readonly string[]): string | undefined {
  return cursors.join('.') || undefined;
}
