import { IsFlag } from '../../../common/validation/fields';
import type { Restorable } from '../archive.entity';

/** Parameters of a deletion. */
export class DeleteQueryDto {
  /** Delete permanently: it cannot be restored. Also deletes objects permanently that are already deleted. */
  @IsFlag()
  final?: boolean;
}

/** Fields of what can be deleted and restored. */
export const ARCHIVED = {
  archived_at: {
    type: Date,
    nullable: true,
    description: 'When it was deleted; null if it is not.',
    from: ({ archive }: Archivable) => archive?.archivedAt ?? null,
  },
  restorable_until: {
    type: Date,
    nullable: true,
    description: 'Time until which it can be restored; null if it is not deleted.',
    from: ({ archive }: Archivable) => archive?.restorableUntil ?? null,
  },
} as const;

export interface Archivable {
  readonly archive?: Restorable;
}
