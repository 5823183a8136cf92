import { definePlugin } from '../../core/common';
import { ConsoleModule } from './console.module';
import { CONSOLE_PAGES } from './frame/console-pages';
import { CONSOLE } from './frame/console.dialect';

export const CONSOLE_PLUGIN = definePlugin({
  name: 'console',
  pages: { dialect: CONSOLE, module: (modules) => ConsoleModule.with(modules) },
  console: { navigation: CONSOLE_PAGES },
});
