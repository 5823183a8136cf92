import { Module } from '@nestjs/common';
import { AuthModule } from '../../identity/sessions/auth.module';
import { UsersModule } from '../../identity/users/users.module';
import { PeopleListController } from './people-list.controller';
import { PersonActionsController } from './person-actions.controller';
import { PersonController } from './person.controller';

@Module({
  imports: [AuthModule, UsersModule],
  controllers: [PeopleListController, PersonController, PersonActionsController],
})
export class PeoplePagesModule {}
