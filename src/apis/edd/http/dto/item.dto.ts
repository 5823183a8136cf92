import type { EddItem } from '../../app/edd-item';
import { rawUrlDecoded } from '../php';
import { IsPhpText, isEmpty } from './fields';

/** A license and a product, as every call names them. */
export class EddItemDto {
  @IsPhpText('License key.', 'DEMO-UNUSED-0003')
  license?: string;

  @IsPhpText('Number or reference of the product. Takes precedence over `item_name`.')
  item_id?: string;

  @IsPhpText('Name of the product.', 'Shop Plugin (demo)')
  item_name?: string;

  @IsPhpText(
    'URL of the site, or any text that identifies the program; by default, the URL in the user agent of WordPress.',
    'https://demo-site.example',
  )
  url?: string;

  static toItem({ item_id, item_name }: EddItemDto): EddItem {
    return {
      id: isEmpty(item_id) ? false : numberIn(item_id),
      name: isEmpty(item_name) ? false : rawUrlDecoded(item_name).trim(),
    };
  }
}

/** Like `absint` of WordPress: the digits at the beginning. */
function numberIn(text: string): number | false {
  const number = Math.abs(Number.parseInt(text, 10));
  return Number.isSafeInteger(number) && number > 0 ? number : false;
}
