import { Injectable } from '@nestjs/common';
import { Clock, type Page, type PageRequest, problem } from 'keyward/core/common';
import { LicensesService } from 'keyward/core/licensing';
import { readPage, UnitOfWork } from 'keyward/core/platform';
import { Note } from './note.entity';

/** The notes on a license, which its uid or its key names. */
@Injectable()
export class NotesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly licenses: LicensesService,
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

  async delete(id: string, uid: string): Promise<void> {
    await this.licenses.runLocked(id, async ({ license }) => {
      const note = await this.work.manager.findOneBy(Note, { licenseId: license.id, uid });
      if (!note) {
        throw problem('NOTE_NOT_FOUND');
      }
      await this.work.remove('note.deleted', Note, note);
    });
  }

  isOnHold(licenseId: number): Promise<boolean> {
    return this.work.manager.existsBy(Note, { licenseId, isHold: true });
  }
}
