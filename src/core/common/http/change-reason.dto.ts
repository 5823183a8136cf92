import { IsOneLine, IsText, MayBeMissing } from '../validation/fields';

/** Fields that every management change takes. */
export class ChangeReasonDto {
  /**
   * Why the change is made. It is kept in the audit log and in the events.
   * @example "The payment was refunded"
   */
  @MayBeMissing()
  @IsText(500)
  reason?: string;

  /**
   * Order or ticket behind the change. The audit log can be filtered by it.
   * @example "order-1001"
   */
  @MayBeMissing()
  @IsOneLine()
  @IsText(100)
  reference?: string;
}

/** Why the changes of a request are made. */
export interface ChangeReason {
  readonly reason: string | null;
  readonly reference: string | null;
  /** Destructive changes without a reason are refused. */
  readonly isRequired: boolean;
}

/** The reason of a change; a blank text counts as missing. */
export function changeReasonOf({ reason = '', reference = '' }: ChangeReasonDto, isRequired: boolean): ChangeReason {
  return { reason: reason.trim() || null, reference: reference.trim() || null, isRequired };
}
