import { IsFlag } from '../../../common/validation/fields';
import type { Restorable } from '../archive.entity';

/** Parameters of a deletion. */
export class DeleteQueryDto {
  /** Delete permanently: it cannot be restored. Also deletes objects permanently that are already deleted. */
  @IsFlag()
  final?: boolean;
}

/** Fields of what can be deleted and restored. */
export class ArchivedDto {
  /** When it was deleted; null if it is not. */
  archived_at!: Date | null;

  /** Time until which it can be restored; null if it is not deleted. */
  restorable_until!: Date | null;
}

export function archivedFields({ archive }: { readonly archive?: Restorable }): ArchivedDto {
  return { archived_at: archive?.archivedAt ?? null, restorable_until: archive?.restorableUntil ?? null };
}
