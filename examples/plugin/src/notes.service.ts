import { Injectable } from '@nestjs/common';
import { Clock, DAY, type Page, type PageRequest, problem } from 'keyward/core/common';
import { LicensesService } from 'keyward/core/licensing';
import { readPage, SettingValuesService, UnitOfWork } from 'keyward/core/platform';
import { LessThan } from 'typeorm';
import { Note } from './note.entity';
import { KEEP_DAYS } from './notes.settings';

/** Notes that the job deletes in one transaction. */
const BATCH = 1000;

/** The notes on a license, which its uid or its key names. */
@Injectable()
export class NotesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly licenses: LicensesService,
    private readonly settings: SettingValuesService,
  ) {}

  /** Locks the license, so that it is not deleted meanwhile. */
  create(id: string, text: string, isHold: boolean): Promise<Note> {
    return this.licenses.runLocked(id, async ({ license }) =>
      this.work.create(
        'note.created',
        this.work.manager.create(Note, { licenseId: license.id, text, isHold, createdAt: this.clock.now() }),
      ),
    );
  }

  async list(id: string, page: PageRequest): Promise<Page<Note>> {
    const { license } = await this.licenses.get(id);
    const { id: licenseId } = license;
    return readPage(
      this.work.manager.createQueryBuilder(Note, 'note').where('note.license_id = :licenseId', { licenseId }),
      page,
    );
  }

  /** The notes on all licenses, newest first. */
  latest(page: PageRequest): Promise<Page<Note>> {
    return readPage(this.work.manager.createQueryBuilder(Note, 'note'), page);
  }

  async delete(id: string, uid: string): Promise<void> {
    await this.licenses.runLocked(id, async ({ license }) => {
      const note = await this.work.manager.findOneBy(Note, { licenseId: license.id, uid });
      if (!note) {
        throw problem('NOTE_NOT_FOUND');
      }
      await this.work.remove('note.deleted', Note, note);
    });
  }

  /** Ends all holds of a license; returns how many there were. */
  release(id: string): Promise<number> {
    return this.licenses.runLocked(id, async ({ license }) => {
      const holds = await this.work.manager.findBy(Note, { licenseId: license.id, isHold: true });
      for (const hold of holds) {
        await this.work.remove('note.deleted', Note, hold);
      }
      return holds.length;
    });
  }

  isOnHold(licenseId: number): Promise<boolean> {
    return this.work.manager.existsBy(Note, { licenseId, isHold: true });
  }

  /** Of a job: what is left is deleted the next time. */
  async deleteOld(): Promise<void> {
    const end = new Date(this.clock.now().getTime() - this.settings.get(KEEP_DAYS) * DAY);
    await this.work.run(async () => {
      const old = await this.work.manager.find(Note, {
        where: { isHold: false, createdAt: LessThan(end) },
        take: BATCH,
      });
      await this.work.manager.remove(old);
    });
  }
}
