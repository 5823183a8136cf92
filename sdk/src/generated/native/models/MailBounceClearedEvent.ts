/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { MailBounceRecord } from './MailBounceRecord';
/**
 * An address takes e-mails again.
 */
export type MailBounceClearedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'mail.bounce_cleared';
    /**
     * Data of the event.
     */
    data: MailBounceRecord;
});

