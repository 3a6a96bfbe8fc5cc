import { useEffect, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';

/** How long a payment confirmed here is believed to be on its way before paying again is offered. */
const BELIEVED_MS = 90_000;

type Arrival = {
  isAwaited: boolean;
  /** Stripe itself said here that it was paid: a card declined before says nothing about this payment. */
  isPaid: boolean;
  isRefusedByBank: boolean;
};

/**
 * What the way here tells: from the card form, or back from the bank with Stripe's redirect_status. The address is
 * cleaned at once, because it holds a client secret (https://docs.stripe.com/payments/3d-secure/authentication-flow).
 */
export function useAwaitedPayment(): Arrival {
  const navigate = useNavigate();
  const location = useLocation();
  const [address] = useSearchParams();
  const status = address.get('redirect_status');
  const [arrival, setArrival] = useState<Arrival>(() => ({
    isAwaited: location.state?.hasPaid === true || (status !== null && status !== 'failed'),
    isPaid: location.state?.hasPaid === true || status === 'succeeded',
    isRefusedByBank: status === 'failed',
  }));
  const isFromBank = address.has('payment_intent');
  useEffect(() => {
    if (isFromBank) navigate(location.pathname, { replace: true });
  }, [isFromBank, navigate, location.pathname]);
  useEffect(() => {
    if (!arrival.isAwaited) return;
    const timer = setTimeout(() => setArrival((before) => ({ ...before, isAwaited: false })), BELIEVED_MS);
    return () => clearTimeout(timer);
  }, [arrival.isAwaited]);
  return arrival;
}
