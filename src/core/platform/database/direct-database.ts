import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../config/settings';

/** URL of the database without a pooler, for session-level features. */
@Injectable()
export class DirectDatabase {
  readonly url: string;

  constructor(settings: Settings, dataSource: DataSource) {
    const { options } = dataSource;
    const url = settings.DATABASE_DIRECT_URL ?? ('url' in options ? options.url : undefined);
    if (url === undefined) {
      throw new Error('The database URL is not configured');
    }
    this.url = url;
  }
}
