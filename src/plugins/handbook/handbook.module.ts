import { Module } from '@nestjs/common';
import { PROJECT_DIR } from '../../core/common';
import { join } from 'node:path';
import { HandbookController } from './handbook.controller';
import { SiteFiles } from './site-files';

/** Written by `npm run docs`. */
export const HANDBOOK = new SiteFiles(join(PROJECT_DIR, 'site'));

@Module({
  controllers: [HandbookController],
  providers: [{ provide: SiteFiles, useValue: HANDBOOK }],
})
export class HandbookModule {}
