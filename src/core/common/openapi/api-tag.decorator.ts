import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiTags } from '@nestjs/swagger';

/** Marker that becomes the description of the tag when the document is built. */
export const TAG_DESCRIPTION = 'x-tag-description';

/** Gives the operations of a controller their tag and describes it. Further controllers with the tag have `@ApiTags`. */
export function ApiTag(name: string, description: string): ClassDecorator {
  return applyDecorators(ApiTags(name), ApiExtension(TAG_DESCRIPTION, description));
}
