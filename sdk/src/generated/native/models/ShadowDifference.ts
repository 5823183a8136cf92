/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ShadowAnswer } from './ShadowAnswer';
import type { ShadowDifferenceKind } from './ShadowDifferenceKind';
export type ShadowDifference = {
    /**
     * UUID.
     */
    id: string;
    /**
     * `status`: the HTTP status differs. `shape`: a field is missing or has another type. `values`: a value differs; IDs, tokens and moments of the request are not compared.
     */
    kind: ShadowDifferenceKind;
    /**
     * When the request was compared. ISO 8601.
     */
    at: string;
    /**
     * Method and path of the route.
     */
    operation: string;
    /**
     * Fields that differ, at most 20: `-` before one that only the old server has, `+` before one that it does not have.
     */
    fields: Array<string>;
    /**
     * Path and query of the request.
     */
    url: string;
    /**
     * Body of the request.
     */
    request_body: string;
    /**
     * Answer of the old server.
     */
    old_server: ShadowAnswer;
    /**
     * Answer of this server.
     */
    keyward: ShadowAnswer;
    /**
     * Whether the app got the answer of this server.
     */
    answered_by_keyward: boolean;
};

