import { Module } from '@nestjs/common';
import { SavedViewsService } from './saved-views.service';

/** Saved views of lists: import it to inject `SavedViewsService`. */
@Module({
  providers: [SavedViewsService],
  exports: [SavedViewsService],
})
export class SavedViewsModule {}
