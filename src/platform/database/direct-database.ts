import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../config/settings';

/** Where the database is for what needs a session of its own: past any pooler. */
@Injectable()
export class DirectDatabase {
  readonly url: string;

  constructor(settings: Settings, dataSource: DataSource) {
    const { options } = dataSource;
    const url = settings.DATABASE_DIRECT_URL ?? ('url' in options ? options.url : undefined);
    if (url === undefined) {
      throw new Error('The address of the database is not known');
    }
    this.url = url;
  }
}
