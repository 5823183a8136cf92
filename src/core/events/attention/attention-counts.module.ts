import { Global, Module } from '@nestjs/common';
import { AttentionCountsService } from './attention-counts.service';

/** Provides `AttentionCountsService`. Global, because each page of the console shows the counts. */
@Global()
@Module({ providers: [AttentionCountsService], exports: [AttentionCountsService] })
export class AttentionCountsModule {}
