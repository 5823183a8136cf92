import { type EntityManager, QueryFailedError } from 'typeorm';
import { wallClock } from '../../common/calendar';
import { InvalidSettings } from '../config/settings';

/**
 * Refuses a TIME_ZONE that PostgreSQL does not know or reads differently, such as an offset, whose sign is the opposite there:
 * the database computes the periods of meters.
 */
export async function refuseUnknownTimeZone(manager: EntityManager, zone: string, now: Date): Promise<void> {
  if ((await localTime(manager, zone, now)) !== wallClock(now, zone)) {
    throw new InvalidSettings(
      `Settings: TIME_ZONE must be the name of a time zone that PostgreSQL knows, such as Asia/Shanghai: it does not know ${zone}.`,
    );
  }
}

/** Null if PostgreSQL does not know the time zone. */
async function localTime(manager: EntityManager, zone: string, now: Date): Promise<string | null> {
  try {
    const [{ local }] = await manager.query<[{ local: string }]>(
      `SELECT to_char($1::timestamptz AT TIME ZONE $2, 'YYYY-MM-DD HH24:MI:SS') AS local`,
      [now, zone],
    );
    return local;
  } catch (error) {
    if (error instanceof QueryFailedError && 'code' in error && error.code === INVALID_PARAMETER_VALUE) {
      return null;
    }
    throw error;
  }
}

const INVALID_PARAMETER_VALUE = '22023';
