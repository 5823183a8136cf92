import { IsFlag } from '../../../common/validation/fields';
import type { Restorable } from '../archive.entity';

/** What a deletion takes. */
export class DeleteQueryDto {
  /** Delete for good: nobody can restore it. Also for what is deleted already. */
  @IsFlag()
  final?: boolean;
}

/** Fields of what can be deleted and restored. */
export class ArchivedDto {
  /** When it was deleted; null if it is not. */
  archived_at!: Date | null;

  /** Until when it can be restored; null if it is not deleted. */
  restorable_until!: Date | null;
}

export function archivedFields({ archive }: { readonly archive?: Restorable }): ArchivedDto {
  return { archived_at: archive?.archivedAt ?? null, restorable_until: archive?.restorableUntil ?? null };
}
