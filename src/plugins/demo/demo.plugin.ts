import { definePlugin } from '../../core/common';
import { DemoModule } from './demo.module';

/** Sample data and public credentials, for DEMO=1. */
export const DEMO_PLUGIN = definePlugin({ name: 'demo', modules: [DemoModule] });
