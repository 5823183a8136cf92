import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module';
import { OwnSecondFactorController } from './own-second-factor.controller';
import { OwnSecondFactorService } from './own-second-factor.service';
import { SecondFactorsService } from './second-factors.service';
import { UserSecondFactorController } from './user-second-factor.controller';

@Module({
  imports: [UsersModule],
  controllers: [OwnSecondFactorController, UserSecondFactorController],
  providers: [OwnSecondFactorService, SecondFactorsService],
  exports: [OwnSecondFactorService, SecondFactorsService],
})
export class SecondFactorsModule {}
