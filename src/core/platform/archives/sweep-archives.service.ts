import { Injectable } from '@nestjs/common';
import { ArchivesService } from './archives.service';

/** Archives per transaction. */
const BATCH = 100;

/** Makes deletions final when the time is over in which they could be undone. */
@Injectable()
export class SweepArchivesService {
  constructor(private readonly archives: ArchivesService) {}

  async sweep(): Promise<void> {
    let purged: number;
    do {
      purged = await this.archives.purgeDue(BATCH);
    } while (purged === BATCH);
  }
}
