import { Module } from '@nestjs/common';
import { SecondFactorsModule } from '../../identity/second-factors/second-factors.module';
import { UsersModule } from '../../identity/users/users.module';
import { PeopleListController } from './people-list.controller';
import { PersonActionsController } from './person-actions.controller';
import { PersonController } from './person.controller';

@Module({
  imports: [SecondFactorsModule, UsersModule],
  controllers: [PeopleListController, PersonController, PersonActionsController],
})
export class PeoplePagesModule {}
