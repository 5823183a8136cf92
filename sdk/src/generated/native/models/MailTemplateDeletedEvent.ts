/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { MailTemplateRecord } from './MailTemplateRecord';
/**
 * The text of an e-mail was reset.
 */
export type MailTemplateDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'mail_template.deleted';
    /**
     * Data of the event.
     */
    data: MailTemplateRecord;
});

