import { Module } from '@nestjs/common';
import { PagesModule } from '../../../src/pages/pages.module';
import { ComponentsController } from './components.controller';

/** A page of the console with one of each component, which only test servers have. */
@Module({ imports: [PagesModule], controllers: [ComponentsController] })
export class GalleryModule {}
