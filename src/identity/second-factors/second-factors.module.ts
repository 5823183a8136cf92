import { Module } from '@nestjs/common';
import { AuthModule } from '../sessions/auth.module';
import { OwnSecondFactorController } from './own-second-factor.controller';
import { OwnSecondFactorService } from './own-second-factor.service';

@Module({
  imports: [AuthModule],
  controllers: [OwnSecondFactorController],
  providers: [OwnSecondFactorService],
  exports: [OwnSecondFactorService],
})
export class SecondFactorsModule {}
