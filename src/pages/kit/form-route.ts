import { Get, Post } from '@nestjs/common';
import type { Page, PageForm, SeeOther } from './page';

type Answer = PageForm | Page | SeeOther;
type FormHandler = (...parameters: never[]) => Answer | Promise<Answer>;

/**
 * Two routes for a handler that returns a form: a GET shows it, a POST submits it. It stands above the other decorators of
 * the handler.
 */
export function FormRoute(path?: string) {
  return <T extends FormHandler>(prototype: object, name: string, handler: TypedPropertyDescriptor<T>): void => {
    const { value: show } = handler;
    if (!show) {
      throw new Error(`${name} is not a method`);
    }
    const submit: FormHandler = function (this: unknown, ...parameters) {
      return show.apply(this, parameters);
    };
    const submitName = `${name}:submit`;
    const submitHandler: PropertyDescriptor = { ...handler, value: submit };
    Object.defineProperty(prototype, submitName, submitHandler);

    for (const key of Reflect.getOwnMetadataKeys(show) as string[]) {
      Reflect.defineMetadata(key, Reflect.getOwnMetadata(key, show), submit);
    }
    // Types and decorators of the parameters.
    for (const owner of [prototype, prototype.constructor]) {
      for (const key of Reflect.getOwnMetadataKeys(owner, name) as string[]) {
        Reflect.defineMetadata(key, Reflect.getOwnMetadata(key, owner, name), owner, submitName);
      }
    }
    Get(path)(prototype, name, handler);
    Post(path)(prototype, submitName, submitHandler);
  };
}
