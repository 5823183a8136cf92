import { LicenseRefused } from '../../verification/rules/verification.errors';
import { SeeOther } from '../kit/page';
import { texts } from '../../i18n/texts';

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
