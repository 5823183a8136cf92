/** SQL: the metadata of license, product, customer and device that programs are shown; null if there is none. */
export const SHOWN_METADATA = `CASE WHEN product.metadata ? 'public' OR l.metadata ? 'public' OR device.metadata ? 'public'
      OR (product.shows_customer AND customer.metadata ? 'public') THEN jsonb_build_object(
        'product', product.metadata->'public', 'license', l.metadata->'public', 'device', device.metadata->'public',
        'customer', CASE WHEN product.shows_customer THEN customer.metadata->'public' END
      ) END`;
