/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type OwnRoleRecord = {
    /**
     * Id.
     */
    id: string;
    /**
     * Name.
     */
    name: string;
    /**
     * Permissions.
     */
    permissions: Array<string>;
    /**
     * Products.
     */
    products: Array<string> | null;
    /**
     * Created at. ISO 8601.
     */
    created_at: string;
    change?: EventChange | undefined;
};

