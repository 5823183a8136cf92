import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { LicensesService } from '../../licensing/licenses/licenses.service';

/** The uid of the license in a path, which may have the key instead. */
@Injectable()
export class LicenseIdPipe implements PipeTransform<string, Promise<string>> {
  constructor(private readonly licenses: LicensesService) {}

  async transform(value: string): Promise<string> {
    return isUUID(value) ? value : (await this.licenses.get(value)).license.uid;
  }
}
