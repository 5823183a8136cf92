import { Injectable, type PipeTransform } from '@nestjs/common';
import { problem } from '../../../core/common';
import { PLAIN_PAGES, type PlainPage } from './setting-descriptions';

/** The name of a page of settings in a path. */
@Injectable()
export class SettingPagePipe implements PipeTransform<string, PlainPage> {
  transform(given: string): PlainPage {
    const page = PLAIN_PAGES.find((name) => name === given);
    if (!page) {
      throw problem('PAGE_NOT_FOUND');
    }
    return page;
  }
}
