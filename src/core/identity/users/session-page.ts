import { isUUID } from 'class-validator';
import type { SelectQueryBuilder } from 'typeorm';
import { problem } from '../../common/errors/domain-error';
import type { CursorRequest, Page } from '../../common/pagination/page-request';
import type { Direction } from '../../platform/database/read-in-direction';
import type { UserSession } from './user-session.entity';

/** Reads a page of sessions by their start. Session ids are random, so the cursor is a timestamp and an id. */
export async function readSessionPage(
  query: SelectQueryBuilder<UserSession>,
  { limit, after }: CursorRequest,
  direction: Direction,
): Promise<Page<UserSession>> {
  if (after !== undefined) {
    query.andWhere(
      `(session.createdAt, session.id) ${direction === 'ASC' ? '>' : '<'} (:at, :id)`,
      decodeCursor(after),
    );
  }
  const found = await query
    .orderBy({ 'session.createdAt': direction, 'session.id': direction })
    .take(limit + 1)
    .getMany();
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, total: null, next: found.length > limit && last ? cursorOf(last) : null };
}

function cursorOf({ createdAt, id }: Pick<UserSession, 'createdAt' | 'id'>): string {
  return Buffer.from(`${createdAt.getTime()} ${id}`).toString('base64url');
}

function decodeCursor(cursor: string): { at: Date; id: string } {
  const [time = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  const at = new Date(Number(time));
  if (!/^\d{1,15}$/.test(time) || !isUUID(id) || cursorOf({ createdAt: at, id }) !== cursor) {
    throw problem('AFTER_INVALID', { field: 'after' });
  }
  return { at, id };
}
