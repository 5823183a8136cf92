import { seatDemand, type SeatSpan } from './seat-demand';

const MINUTE = 60_000;
const span = (unit: string, from: number, until: number, isRefused = false): SeatSpan => ({
  unit,
  from: from * MINUTE,
  until: until * MINUTE,
  isRefused,
});
const HOUR = { from: 0, until: 60 * MINUTE };

it('counts sessions that share a seat once, and a seat that is freed and taken at one instant once', () => {
  const spans = [span('a', 0, 30), span('a', 10, 40), span('b', 40, 50)];
  expect(seatDemand(spans, 1, HOUR)).toMatchObject({ sessions: 3, peak: 1, fullMinutes: 50, sufficient: 1 });
});

it('needs a seat more for each device that is refused, while it is', () => {
  const spans = [span('a', 0, 60), span('refused x', 10, 20, true), span('refused y', 15, 30, true)];
  expect(seatDemand(spans, 1, HOUR)).toMatchObject({ peak: 1, refused: 2, sufficient: 3 });
});

it('counts only what is within the time', () => {
  const spans = [span('a', -60, 15), span('b', 50, 90), span('c', 70, 80), span('refused x', 5, 5, true)];
  expect(seatDemand(spans, null, HOUR)).toEqual({
    sessions: 2,
    hours: 25 / 60,
    peak: 1,
    refused: 1,
    fullMinutes: null,
    sufficient: 1,
  });
});
