import type { Answer } from '../core/http-server.ts';
import type { ConnectedYouFault } from './connected-you-faults.ts';
import type { OrderAnswer } from './order-request.ts';

/** A broken answer to an order that was made: what an adapter must notice before it shows an eSIM to anyone. */
export function malformedAnswer(answer: OrderAnswer, kind: ConnectedYouFault['kind']): Answer {
  const headers = { 'content-type': 'application/json' };
  if (kind === 'not_json') return { status: 201, headers, body: '<html><body>OK</body></html>' };
  return { status: 201, headers, body: JSON.stringify({ data: { ...answer.data, ...brokenFields(kind) } }) };
}

function brokenFields(kind: Exclude<ConnectedYouFault['kind'], 'not_json'>): Partial<OrderAnswer['data']> {
  switch (kind) {
    case 'blank_activation_code':
      return { activationCode: '', qrCode: '' };
    case 'bad_iccid':
      // The draft's own sample: its check digit is wrong.
      return { iccid: '8901120200045678901' };
    case 'no_matching_id':
      return { activationCode: 'LPA:1$XYZ', qrCode: 'LPA:1$XYZ' };
  }
}
