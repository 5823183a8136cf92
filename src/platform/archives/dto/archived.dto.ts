import { IsFlag } from '../../../common/validation/fields';
import type { Restorable } from '../archive.entity';

/** What a deletion takes. */
export class DeleteQueryDto {
  /** Delete for good: nobody can restore it. Also for what is deleted already. */
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
    description: 'Until when it can be restored; null if it is not deleted.',
    from: ({ archive }: Archivable) => archive?.restorableUntil ?? null,
  },
} as const;

interface Archivable {
  readonly archive?: Restorable;
}
