/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * person.erased
 */
export type PersonErasedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'person.erased';
    /**
     * Data of the event.
     */
    data: {
        /**
         * Keyed hash of the address, the same for each erasure of it. The address itself is not kept.
         */
        address_hash: string;
        /**
         * Rows.
         */
        rows: Record<string, unknown>;
        change?: EventChange | undefined;
    };
});

