/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { MailBounceRecord } from './MailBounceRecord';
/**
 * An address was marked, because an e-mail to it came back.
 */
export type MailBouncedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'mail.bounced';
    /**
     * Data of the event.
     */
    data: MailBounceRecord;
});

