import { Injectable } from '@nestjs/common';
import { isReachableFromOutside } from '../../../../core/platform/internal';
import { Settings, UnitOfWork } from '../../../../core/platform';
import type { Shop } from '../../shops/shop.entity';

/** The steps of the setup of a shop that are done. */
export interface ShopProgress {
  /** Whether the internet reaches `PUBLIC_URL`, by its host name. */
  readonly isReachable: boolean;
  readonly hasEvent: boolean;
  readonly hasMapping: boolean;
  readonly hasLicense: boolean;
}

/** Reads which steps of the setup of a shop are done. */
@Injectable()
export class ShopProgressService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: Settings,
  ) {}

  async of({ id }: Pick<Shop, 'id'>): Promise<ShopProgress> {
    const [found] = await this.work.manager.query<[Omit<ShopProgress, 'isReachable'>]>(PROGRESS, [id]);
    return { ...found, isReachable: isReachableFromOutside(this.settings.PUBLIC_URL) };
  }
}

// Each part reads the beginning of an index.
const PROGRESS = `
  SELECT EXISTS (SELECT 1 FROM shop_events WHERE shop_id = $1) AS "hasEvent",
    EXISTS (SELECT 1 FROM shop_mappings WHERE shop_id = $1) AS "hasMapping",
    EXISTS (
      SELECT 1 FROM (SELECT order_uid FROM shop_sales WHERE shop_id = $1 AND order_uid IS NOT NULL LIMIT 1000) AS sale
      JOIN orders ON orders.uid = sale.order_uid
      JOIN order_lines ON order_lines.order_id = orders.id
      JOIN order_licenses ON order_licenses.line_id = order_lines.id
    ) AS "hasLicense"`;
