import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { LicensesService, type LicenseWithUsage } from '../../licensing/licenses/licenses.service';

@Injectable()
class LicensePipe implements PipeTransform<string, Promise<LicenseWithUsage>> {
  constructor(private readonly licenses: LicensesService) {}

  transform(idOrKey: string): Promise<LicenseWithUsage> {
    return this.licenses.get(idOrKey);
  }
}

/** The license of the path, which has its id or its key. */
export const PathLicense = (): ParameterDecorator => Param('id', LicensePipe);
