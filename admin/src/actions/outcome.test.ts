import { expect, it } from 'vitest';
import { RequestProblem } from '../api/request-problem.ts';
import { HeldRequests } from './held-requests.ts';
import { outcomeOf } from './outcome.ts';

type Answer = { __typename: 'Order'; id: string } | { __typename: 'No'; code: string; message: string };

const textOf = ({ code }: RequestProblem) => `words for ${code}`;
const failing = (code: string) => () => Promise.reject<Answer>(new RequestProblem(code, ''));
const saying = (code: string) => () => Promise.resolve<Answer>({ __typename: 'No', code, message: 'no' });

it('is done when the mutation says so, whatever was unknown before', async () => {
  const done = { __typename: 'Order', id: '1' } as const;
  expect(await outcomeOf<Answer>(() => Promise.resolve(done), true, textOf)).toEqual({ done, refusal: null });
});

it.each(['NETWORK', 'INTERNAL_SERVER_ERROR'])('is unknown after %s', async (code) => {
  const { refusal } = await outcomeOf(failing(code), false, textOf);
  expect(refusal).toMatchObject({ code, message: `words for ${code}`, isUnknown: true });
});

it.each(['RATE_LIMITED', 'UNAUTHENTICATED', 'FORBIDDEN'])(
  'is a no after %s, and stays unknown where it was before',
  async (code) => {
    expect((await outcomeOf(failing(code), false, textOf)).refusal?.isUnknown).toBe(false);
    expect((await outcomeOf(failing(code), true, textOf)).refusal?.isUnknown).toBe(true);
  },
);

it('is known again by an answer of the mutation itself, but for one that does not know', async () => {
  expect((await outcomeOf(saying('REFUND_TOO_LARGE'), true, textOf)).refusal?.isUnknown).toBe(false);
  const waits = await outcomeOf(saying('PAYMENT_PROVIDER_UNAVAILABLE'), false, textOf);
  expect(waits.refusal?.isUnknown).toBe(true);
});

it('is held for who comes back to it, and for nobody once it is answered', () => {
  const held = new HeldRequests<{ reason: string }>();
  const request = { key: 'k', draft: { reason: 'a test' } };
  held.hold('ana TRB-1', request);
  expect(held.of('ana TRB-1')).toBe(request);
  expect(held.of('bo TRB-1')).toBeNull();
  held.release('ana TRB-1');
  expect(held.of('ana TRB-1')).toBeNull();
});
