import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { problem } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SettingsService } from '../../platform/settings/settings.service';
import { RecordsService } from './records.service';

/** The type of the targets of audit entries about settings. */
const TARGET = 'settings';

/** Changes settings such that the change can be undone. */
@Injectable()
export class SettingChangesService {
  constructor(
    private readonly settings: SettingsService,
    private readonly records: RecordsService,
    private readonly work: UnitOfWork,
  ) {}

  /** Returns the numbers of the audit entries, one for each setting that was changed. */
  save(values: Readonly<Record<string, unknown>>): Promise<number[]> {
    return this.work.run(async () => {
      const before = await this.settings.all();
      const after = await this.settings.change(values);
      const valueBefore = new Map(before.map(({ setting, value }) => [setting.name, value]));
      const names = after.flatMap(({ setting: { name }, value }) =>
        Object.hasOwn(values, name) && !isDeepStrictEqual(value, valueBefore.get(name)) ? [name] : [],
      );
      const entries = await this.records.latestOf(TARGET, names);
      return entries.map(({ id }) => id);
    });
  }

  /** Restores the values before some changes, unless one of the settings was changed since. */
  async undo(entries: readonly number[]): Promise<number> {
    const former = new Map<string, unknown>();
    const latter = new Map<string, unknown>();
    for (const id of entries) {
      const { targetType, targetId, before, after } = await this.records.auditEntry(id);
      if (targetType !== TARGET) {
        throw problem('AUDIT_ENTRY_NOT_FOUND');
      }
      former.set(targetId, valueIn(before));
      latter.set(targetId, valueIn(after));
    }
    await this.settings.change(Object.fromEntries(former), latter);
    return former.size;
  }
}

function valueIn(record: object | null): unknown {
  return record !== null && 'value' in record ? record.value : null;
}
