/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportLeadsForm = {
    /**
     * A CSV file in UTF-8, at most 2 MiB and 10,000 rows, separated by commas, semicolons or tabs. The first row names the columns: name and type, and optionally status, city, website, address, notes, contact_name, contact_position, contact_emails, contact_phones. Rows with the same name are one lead with several contacts.
     */
    file: Blob;
};

