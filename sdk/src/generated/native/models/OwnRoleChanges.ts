/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type OwnRoleChanges = {
    /**
     * Id.
     */
    id?: string | undefined;
    /**
     * Name.
     */
    name: string;
    /**
     * Permissions.
     */
    permissions?: Array<string> | undefined;
    /**
     * Products.
     */
    products?: Array<string> | null | undefined;
    /**
     * Created at. ISO 8601.
     */
    created_at?: string | undefined;
    change?: EventChange | undefined;
};

