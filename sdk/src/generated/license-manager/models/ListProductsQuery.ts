/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ListProductsQuery = {
    /**
     * Page number, starting at 1; 1 by default.
     */
    page?: number | undefined;
    /**
     * Number of items per page, 20 by default; values above 100 are reduced to 100. At least 1.
     */
    per_page?: number | undefined;
    /**
     * Case-insensitive part of the reference or of the name. At most 255 characters.
     */
    search?: string | undefined;
    is_active?: boolean | undefined;
};

