/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
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
    /**
     * Why the change was made, and the order or ticket behind it; missing if neither was given.
     */
    change?: {
        /**
         * Why the change was made.
         */
        reason: string | null;
        /**
         * Order or ticket behind the change.
         */
        reference: string | null;
    } | undefined;
};

