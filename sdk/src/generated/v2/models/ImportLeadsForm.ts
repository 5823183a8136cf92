/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportLeadsForm = {
    /**
     * A CSV file in UTF-8 with columns of these names: name, type, status, city, website, address, notes, contact_name, contact_position, contact_emails, contact_phones.
     */
    file: Blob;
};

