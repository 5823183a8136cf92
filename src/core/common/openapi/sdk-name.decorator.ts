import { ApiExtension } from '@nestjs/swagger';

/** Names the operation's method in the SDK, where its id without the noun of its tag is a bad name or taken. */
export function SdkName(name: string): MethodDecorator {
  return ApiExtension('x-sdk-name', name);
}

/** Leaves an operation of staff out of the SDK, whose size every program pays for. */
export function NotInSdk(): MethodDecorator {
  return ApiExtension('x-not-in-sdk', true);
}
