import { Injectable } from '@nestjs/common';
import { type Assessment, LicenseRule } from 'keyward/core/verification';
import { NotesService } from './notes.service';

/** Refuses a license on hold. */
@Injectable()
export class HoldRule extends LicenseRule {
  readonly code = 'LICENSE_ON_HOLD';

  constructor(private readonly notes: NotesService) {
    super();
  }

  appliesTo(): boolean {
    return true;
  }

  refuses({ context }: Assessment): boolean | Promise<boolean> {
    return context !== null && this.notes.isOnHold(context.license.id);
  }
}
