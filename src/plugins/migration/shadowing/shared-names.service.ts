import { Injectable } from '@nestjs/common';
import { eventPayload, License } from '../../../core/licenses';
import { UnitOfWork } from '../../../core/platform';
import type { NamedInstance } from './shadowed-api';

/** Metadata of a license of which the old server has several instances with one name: the name of the API. */
const NAMES_SHARED = 'names_shared';
/** More licenses are not counted. */
const MOST_COUNTED = 1_000;
const LISTED = 20;

/** Licenses of which several instances have one name, by which programs may have told them apart. */
export interface SharedNames {
  readonly count: number;
  /** The newest of these. */
  readonly licenses: readonly { readonly uid: string; readonly key: string }[];
}

/** Finds licenses of which an answer of the old server shows another instance with the name of a stored one. */
@Injectable()
export class SharedNamesService {
  constructor(private readonly work: UnitOfWork) {}

  /** Notes the license in its metadata, once. */
  async note(dialect: string, { key, id, name }: NamedInstance): Promise<void> {
    const [found] = await this.work.manager.query<{ id: number }[]>(FIND, [key, id, name]);
    if (!found) {
      return;
    }
    await this.work.run(async (manager) => {
      const lock = { mode: 'for_no_key_update' } as const;
      const license = await manager.findOne(License, { where: { id: found.id }, lock });
      if (license) {
        const metadata = { ...license.metadata, [NAMES_SHARED]: dialect };
        await this.work.update('license.updated', license, { metadata }, eventPayload(license));
      }
    });
  }

  async list(dialect: string): Promise<SharedNames> {
    const noted = JSON.stringify({ [NAMES_SHARED]: dialect });
    const rows = await this.work.manager.query<{ uid: string; key: string }[]>(LIST, [noted, MOST_COUNTED]);
    return { count: rows.length, licenses: rows.slice(0, LISTED) };
  }
}

const FIND = `
  SELECT l.id FROM licenses l
  WHERE l.key = $1 AND NOT jsonb_exists(l.metadata, '${NAMES_SHARED}') AND EXISTS (
    SELECT FROM activations a
    WHERE a.license_id = l.id AND a.name = $3 AND a.deactivated_at IS NULL AND a.fingerprint <> $2 AND a.uid::text <> $2
  )`;

// The index of the metadata finds them, not the order.
const LIST = `
  WITH noted AS MATERIALIZED (SELECT id, uid, key FROM licenses WHERE metadata @> $1::jsonb LIMIT $2)
  SELECT uid, key FROM noted ORDER BY id DESC`;
