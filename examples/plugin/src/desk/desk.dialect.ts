import { address, defineDialect, NATIVE } from 'keyward/core/common';
import { DeskErrorDto } from './desk.dto';

export const DESK = defineDialect({
  name: 'desk',
  title: 'Help Desk API',
  label: 'Help Desk',
  description: 'A help desk puts licenses on hold while a ticket is open.',
  texts: {
    en: { about: 'For a help desk.' },
    de: { about: 'Für einen Helpdesk.' },
    zh: { about: '供服务台使用。' },
  },
  tags: { tickets: 'Tickets of the help desk.' },
  tryIt: [],
  pathPrefixes: ['/desk'],
  credential: { headers: ['x-api-key'] },
  reads: {},
  unknownFields: 'ignore',
  errors: { ...NATIVE.errors, codes: {}, body: ({ message }) => ({ error: message }), schema: DeskErrorDto },
  limits: { default: { perMinute: 60, keyBy: address } },
});
