import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module';
import { InvitationsController } from './invitations.controller';
import { InvitationsService } from './invitations.service';
import { LimitedRolesService } from './limited-roles.service';

/** Invitations of users: import it to inject `InvitationsService`. */
@Module({
  imports: [UsersModule],
  controllers: [InvitationsController],
  providers: [InvitationsService, LimitedRolesService],
  exports: [InvitationsService],
})
export class InvitationsModule {}
