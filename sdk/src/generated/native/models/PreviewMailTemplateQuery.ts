/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type PreviewMailTemplateQuery = {
    /**
     * UUID or reference of a product with a text of its own; without it, the text for all others. At most 255 characters.
     */
    product?: string | undefined;
};

