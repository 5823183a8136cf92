/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { UpdateSigningKeyRecord } from './UpdateSigningKeyRecord';
/**
 * A key that signs updates was made.
 */
export type UpdateSigningKeyCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'update_signing_key.created';
    /**
     * Data of the event.
     */
    data: UpdateSigningKeyRecord;
});

