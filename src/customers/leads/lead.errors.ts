import { Conflict } from '../../common/errors/domain-error';

/** Somebody else changed the lead after the caller read it. */
export class LeadChanged extends Conflict {
  constructor() {
    super('This lead has changed since it was read', 'REVISION_CONFLICT', [
      { field: 'revision', reason: 'outdated', message: 'This lead has a newer revision' },
    ]);
  }
}

/** A converted lead keeps its status. */
export class LeadConverted extends Conflict {
  constructor() {
    super('This lead is converted: its status cannot change', 'LEAD_CONVERTED', [
      { field: 'status', reason: 'converted', message: 'The status of a converted lead cannot change' },
    ]);
  }
}
