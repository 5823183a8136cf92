import { withQuery } from '../../../pages/components/filters';

export const PEOPLE_PATH = '/console/personal-data';
export const exportPath = `${PEOPLE_PATH}/export`;
export const erasePath = `${PEOPLE_PATH}/erase`;
export const erasurePath = (id: string): string => `${PEOPLE_PATH}/erasures/${id}`;
/** The form with the address of a customer. */
export const ofCustomerPath = (customer: string): string => withQuery(PEOPLE_PATH, { customer });
