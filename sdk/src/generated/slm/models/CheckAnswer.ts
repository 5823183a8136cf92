/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CheckAnswerStatus } from './CheckAnswerStatus';
import type { RegisteredDomain } from './RegisteredDomain';
import type { Result } from './Result';
export type CheckAnswer = {
    /**
     * Whether the call did what it names.
     */
    result: Result;
    /**
     * Message for a person.
     */
    message: string;
    /**
     * Only of an error: 10 creation failed, 20 blocked, 30 expired, 40 in use on the domain, 50 no domain left, 60 invalid license key, 70 no domain sent, 80 inactive on the domain, 90 invalid key for verification, 100 invalid key for creation, 110 in use on the domain and no domain left.
     */
    error_code?: number | undefined;
    /**
     * License key.
     */
    license_key?: string | undefined;
    /**
     * Status of the license.
     */
    status?: CheckAnswerStatus | undefined;
    /**
     * Maximum number of domains; 2147483647 is unlimited.
     */
    max_allowed_domains?: string | undefined;
    /**
     * E-mail of the customer; empty without one.
     */
    email?: string | undefined;
    /**
     * Active domains, the newest 1,000.
     */
    registered_domains?: Array<RegisteredDomain> | undefined;
    /**
     * Date of the creation.
     */
    date_created?: string | undefined;
    /**
     * Always `0000-00-00`: renewals are not dated.
     */
    date_renewed?: string | undefined;
    /**
     * Last day of the license; `0000-00-00` if it does not expire.
     */
    date_expiry?: string | undefined;
    /**
     * Today, in the time zone of the installation.
     */
    date?: string | undefined;
    /**
     * Reference of the product.
     */
    product_ref?: string | undefined;
    /**
     * First name of the customer.
     */
    first_name?: string | undefined;
    /**
     * Last name of the customer.
     */
    last_name?: string | undefined;
    /**
     * Company of the customer.
     */
    company_name?: string | undefined;
    /**
     * Number of the sale in the shop; else, the ID of the order.
     */
    txn_id?: string | undefined;
    /**
     * Number of the subscription in the shop.
     */
    subscr_id?: string | undefined;
};

