/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ShopChanges } from './ShopChanges';
/**
 * The secret of a shop was replaced.
 */
export type ShopSecretRotatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'shop.secret_rotated';
    /**
     * Data of the event.
     */
    data: ShopChanges;
});

