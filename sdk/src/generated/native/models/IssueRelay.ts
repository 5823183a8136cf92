/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RelayKind } from './RelayKind';
import type { RelayPool } from './RelayPool';
export type IssueRelay = {
    /**
     * Name of the relay. At most 100 characters.
     */
    name: string;
    /**
     * `program` for a program without a connection that counts its own use. Its pool has meters alone.
     */
    kind?: RelayKind | undefined;
    /**
     * Request that the relay shows, by which the file is for its key. Without one, the file contains a new key. At most 400 characters.
     */
    request?: string | undefined;
    /**
     * Part of the license that is taken until the relay ends. Required without `partner_of`.
     */
    pool?: RelayPool | undefined;
    /**
     * Active relay of this license whose pool the new one shares. Each of the pair goes on when the other fails.
     */
    partner_of?: string | undefined;
    /**
     * When the pool comes back. A license that ends earlier ends its relays. ISO 8601.
     */
    expires_at: string;
    /**
     * Hours after which a relay with a connection renews and reports; without it, the relay renews by file. 1 to 744.
     */
    report_hours?: number | undefined;
};

