import { Module } from '@nestjs/common';
import { ExplanationsModule } from '../../licensing/explanations/explanations.module';
import { ExplainController } from './explain.controller';

@Module({ imports: [ExplanationsModule], controllers: [ExplainController] })
export class ExplainPagesModule {}
