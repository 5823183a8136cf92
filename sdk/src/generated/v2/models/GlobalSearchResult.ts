/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SearchType } from './SearchType';
export type GlobalSearchResult = {
    /**
     * Kind of what was found.
     */
    type: SearchType;
    /**
     * Number.
     */
    id: number;
    /**
     * Name of what was found.
     */
    title: string;
    /**
     * E-mail address or company of a customer; customer and status of a license; license key and status of a device.
     */
    subtitle: string;
    /**
     * Path of its page: of a device, that of its license.
     */
    url: string;
};

