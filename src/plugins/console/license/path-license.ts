import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { LicensesService, type LicenseWithUsage } from '../../../core/licensing';
import { LicenseRefused } from '../../../core/verification';
import { SeeOther } from '../../../pages/kit/page';
import { texts } from '../../../core/i18n';

@Injectable()
class LicensePipe implements PipeTransform<string, Promise<LicenseWithUsage>> {
  constructor(private readonly licenses: LicensesService) {}

  transform(idOrKey: string): Promise<LicenseWithUsage> {
    return this.licenses.get(idOrKey);
  }
}

/** The license of the path, which has its id or its key. */
export const PathLicense = (): ParameterDecorator => Param('id', LicensePipe);

/** A license that refuses is not a missing right: its code is shown on the page at this path. */
export async function pageOrError<T>(path: string, work: () => Promise<T>): Promise<T | SeeOther> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LicenseRefused) {
      return new SeeOther(path, { tone: 'bad', text: texts('licenseActions').refusedWith({ code: error.code }) });
    }
    throw error;
  }
}
