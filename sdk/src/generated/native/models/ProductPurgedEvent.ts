/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A deleted product can no longer be restored.
 */
export type ProductPurgedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'product.purged';
    /**
     * Data of the event.
     */
    data: {
        /**
         * Product.
         */
        product: string | null;
        change?: EventChange | undefined;
    };
});

