import { definePlugin } from '../../core/common';
import { PeopleModule } from './people.module';

/** Exports and erases what is stored of a person. */
export const PEOPLE_PLUGIN = definePlugin({
  name: 'people',
  modules: [PeopleModule],
  tags: { people: 'app-bundles' },
});
