import { ListQueryDto } from '../../../../pages/kit/list-query.dto';
import { choiceField, nameField, queryOf } from '../../../../pages/kit/query-of';

export const VERSION_FILTERS = ['published', 'draft', 'withdrawn'] as const;

export class VersionListQueryDto extends queryOf(
  {
    status: choiceField(VERSION_FILTERS),
    channel: nameField(64),
    /** Shows the downloads as a table. */
    table: choiceField(['downloads']),
  },
  ListQueryDto,
) {}

/** The program about which the page of a version is asked. */
export class OfferQueryDto extends queryOf({
  /** Key of its license. */
  license: nameField(),
  /** Fingerprint of its device. */
  device: nameField(512),
  channel: nameField(64),
}) {}
