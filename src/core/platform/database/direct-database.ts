import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../config/settings';

/** URL of the database without a pooler, for session-level features. */
@Injectable()
export class DirectDatabase {
  readonly url: string;
  /** A pooler stands in front of the other connections: it may give each statement another session. */
  readonly isBehindPooler: boolean;

  constructor(settings: Settings, dataSource: DataSource) {
    const { options } = dataSource;
    const url = settings.DATABASE_DIRECT_URL ?? ('url' in options ? options.url : undefined);
    if (url === undefined) {
      throw new Error('The database URL is not configured');
    }
    this.url = url;
    this.isBehindPooler = settings.DATABASE_DIRECT_URL !== undefined;
  }
}
