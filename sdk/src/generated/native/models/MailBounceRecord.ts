/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type MailBounceRecord = {
    /**
     * Id.
     */
    id: string;
    /**
     * Address in lower case.
     */
    email: string;
    /**
     * Reason, as the mail provider says; null if unknown.
     */
    reason: string | null;
    /**
     * Message-ID of the e-mail that came back; null if unknown.
     */
    message_id: string | null;
    /**
     * When the address was marked. ISO 8601.
     */
    created_at: string;
    change?: EventChange | undefined;
};

