import { definePlugin } from '../../core/common';
import { texts } from '../../core/i18n';
import { PeopleModule } from './people.module';

const PATH = '/console/personal-data';

/** Exports and erases what is stored of a person. */
export const PEOPLE_PLUGIN = definePlugin({
  name: 'people',
  modules: [PeopleModule],
  tags: { people: 'app-bundles' },
  examples: {
    findPerson: { email: 'ada@example.com' },
    exportPerson: { email: 'ada@example.com' },
    erasePerson: { email: 'nobody@example.com' },
  },
  console: {
    navigation: [
      {
        part: 'customers',
        place: 60,
        title: () => texts('personalData').title,
        path: PATH,
        icon: 'user-x',
        permission: 'people:write',
        isAside: true,
      },
    ],
    customerLinks: [
      {
        title: () => texts('personalData').title,
        icon: 'user-x',
        permission: 'people:write',
        path: (id) => `${PATH}?customer=${id}`,
      },
    ],
    subjects: { person_erasures: (id) => `${PATH}/erasures/${id}` },
  },
});
