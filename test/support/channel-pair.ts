import { EventEmitter } from 'node:events';
import { Channel } from '../../src/core/common/workers/channel';

/** Two channels that are connected with each other. */
export function channelPair(onSent: (messages: object) => void = () => undefined): [Channel, Channel] {
  const [one, other] = [new EventEmitter(), new EventEmitter()];
  const end = (own: EventEmitter, far: EventEmitter) => ({
    send: (messages: object) => {
      onSent(messages);
      far.emit('message', structuredClone(messages));
    },
    on: (event: 'message', listen: (message: unknown) => void) => own.on(event, listen),
  });
  return [new Channel(end(one, other)), new Channel(end(other, one))];
}
