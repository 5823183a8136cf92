import { Injectable } from '@nestjs/common';
import { CountAnswersService } from './count-answers.service';
import { CountLicensesService } from './count-licenses.service';

/** Keeps the statistics up to date. */
@Injectable()
export class CountStatisticsService {
  constructor(
    private readonly answers: CountAnswersService,
    private readonly licenses: CountLicensesService,
  ) {}

  async run(): Promise<void> {
    await this.answers.run();
    await this.licenses.runIfDue();
  }
}
