import { Module } from '@nestjs/common';
import { AssignUsersService } from './assign-users.service';

/** Separate from the list of users, because a check can assign one. */
@Module({
  providers: [AssignUsersService],
  exports: [AssignUsersService],
})
export class AssignUsersModule {}
