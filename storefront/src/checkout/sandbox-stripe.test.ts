import { describe, expect, it } from 'vitest';
import { readAnswer } from './sandbox-stripe.ts';

describe('the answer to a confirmation', () => {
  it('is paid when Stripe took it or is taking it', () => {
    expect(readAnswer({ object: 'payment_intent', status: 'succeeded' })).toEqual({ kind: 'paid' });
    expect(readAnswer({ status: 'processing' })).toEqual({ kind: 'paid' });
  });
  it('is paid when it had been paid before', () => {
    const error = { code: 'payment_intent_unexpected_state', payment_intent: { status: 'succeeded' } };
    expect(readAnswer({ error })).toEqual({ kind: 'paid' });
  });
  it('leads to the bank', () => {
    const next_action = { type: 'redirect_to_url', redirect_to_url: { url: 'http://127.0.0.1:1/3ds' } };
    expect(readAnswer({ status: 'requires_action', next_action })).toEqual({
      kind: 'redirect',
      url: 'http://127.0.0.1:1/3ds',
    });
  });
  it('never leads to anything but a page', () => {
    const next_action = { redirect_to_url: { url: 'javascript:alert(1)' } };
    expect(readAnswer({ status: 'requires_action', next_action })).toEqual({ kind: 'no-answer' });
  });
  it('is a decline with the most exact code', () => {
    const error = {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      message: 'No.',
    };
    expect(readAnswer({ error })).toEqual({
      kind: 'declined',
      codes: ['insufficient_funds', 'card_declined'],
    });
  });
  it('is no answer when it cannot be read', () => {
    for (const odd of [null, 'x', {}, { error: {} }, { status: 'new' }]) {
      expect(readAnswer(odd)).toEqual({ kind: 'no-answer' });
    }
  });
});
