import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { BackgroundMigrationsService } from './background-migrations.service';
import { BackgroundMigrationDto, BackgroundMigrationsDto } from './dto/background-migration.dto';

@ApiTags('monitoring')
@Controller('api/v1/monitoring/migrations')
export class BackgroundMigrationsController {
  constructor(private readonly migrations: BackgroundMigrationsService) {}

  /** List changes of large tables that are made in the background after an upgrade, with their progress, newest first. */
  @Get()
  @Authorized('monitoring:read')
  async listBackgroundMigrations(): Promise<BackgroundMigrationsDto> {
    const all = await this.migrations.list();
    return { items: all.map((progress) => BackgroundMigrationDto.from(progress)) };
  }
}
