import { Body, Param, ParseUUIDPipe } from '@nestjs/common';

/** A UUID in the path. */
export const Id = (name = 'id'): ParameterDecorator => Param(name, ParseUUIDPipe);

/** The fields of a form; none if the request has no body. */
export const FormBody = (): ParameterDecorator => Body({ transform: (value: unknown) => value ?? {} });
