import { lazy, Suspense, useEffect, useState } from 'react';
import { Link, Navigate, useLocation, useNavigate, useParams } from 'react-router';
import { answerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import { type OrderDetailFragment, useMyOrderQuery, useStartPaymentMutation } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { NotFoundPage } from '../not-found/not-found.page.tsx';
import { CancelOrder } from '../order/cancel-order.tsx';
import { useAllowance } from '../pass/pass-facts.tsx';
import { SnapshotPlaceLine } from '../pass/place-name.tsx';
import { RequireSession } from '../session/require-session.tsx';
import { useSession } from '../session/session.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Notice } from '../ui/notice.tsx';
import { Bone, Loading, PageSkeleton } from '../ui/skeleton.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';
import { CardForm } from './card-form.tsx';
import { forgetOrder } from './intent.ts';
import { type BrowserPayment, handOver, takeOver } from './payment-handover.ts';
import { CheckoutFrame, Step } from './steps.tsx';
import { SummaryPass } from './summary-pass.tsx';
import { useOrderEnd } from './use-order-end.ts';

const StripeForm = lazy(async () => ({ default: (await import('./stripe-form.tsx')).StripeForm }));

/** The payment of an order that was made: after checkout, a reload, a decline, or days later. */
export function PayPage() {
  return (
    <RequireSession>
      <Pay />
    </RequireSession>
  );
}

function Pay() {
  const { number = '' } = useParams();
  const query = useMyOrderQuery({ variables: { number } });
  const { error, refetch } = query;
  const data = answerOf(query);
  const order = data?.me?.order;
  if (order) {
    // Never both: an order that is paid, cancelled or expired has its own page.
    return order.isPayable ? (
      <PayOrder order={order} onAsk={refetch} />
    ) : (
      <Navigate to={`/orders/${number}`} replace />
    );
  }
  if (data?.me) return <NotFoundPage />;
  return error ? <Failure error={error} onRetry={() => void refetch()} isPage /> : <PageSkeleton />;
}

type PayOrderProps = {
  order: OrderDetailFragment;
  /** Asks the server for the order as it is now. */
  onAsk: () => Promise<unknown>;
};

function PayOrder({ order, onAsk }: PayOrderProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const allowance = useAllowance();
  const { viewer } = useSession();
  const { plan, quantity } = order;
  const end = useOrderEnd(order.expiresAt ?? null, onAsk);
  return (
    <CheckoutFrame
      title={t('checkout.title')}
      summary={
        <SummaryPass
          place={<SnapshotPlaceLine countryCodes={plan.countryCodes} />}
          name={plan.name}
          carrierName={plan.carrierName}
          iso2={plan.countryCodes.length === 1 ? (plan.countryCodes[0] ?? null) : null}
          plan={plan}
          unitPrice={plan.unitPrice}
          quantity={quantity}
          total={order.total}
        />
      }
    >
      <Step number={1} title={t('checkout.who')} state="done">
        <p className="font-medium">{viewer?.email}</p>
      </Step>
      <Step number={2} title={t('checkout.review')} state="done" action={<ChangeOrder order={order} />}>
        <p className="figures">
          {quantity > 1 && `${quantity} × `}
          {allowance(plan)}
          <span className="block text-sm text-soft">
            {t('checkout.orderNumber', { number: order.number })}
            {order.expiresAt && ` · ${t('checkout.heldUntil', { time: format.time(order.expiresAt) })}`}
          </span>
        </p>
      </Step>
      <Step number={3} title={t('checkout.payment')} state="open">
        <PaymentForm order={order} onOver={end} />
      </Step>
    </CheckoutFrame>
  );
}

/** Back to quantity and currency, where another choice replaces this order; later, giving it up is what is left. */
function ChangeOrder({ order }: { order: OrderDetailFragment }) {
  const { t } = useTranslation();
  const { state } = useLocation();
  if (typeof state?.changeAt !== 'string') return <CancelOrder order={order} />;
  return (
    <Link to={state.changeAt} className={buttonClass('quiet')}>
      {t('checkout.change')}
    </Link>
  );
}

function PaymentForm({ order, onOver }: { order: OrderDetailFragment; onOver: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { payment, problem, retry } = usePayment(order.number);
  const paid = () => {
    forgetOrder(order.plan.planId, order.number);
    navigate(`/orders/${order.number}`, { replace: true, state: { hasPaid: true } });
  };
  if (problem) {
    return (
      <Notice
        tone="wait"
        title={problem.isProviderDown ? t('checkout.providerDown') : undefined}
        action={
          <Button look="plain" onClick={retry}>
            {t('failure.retry')}
          </Button>
        }
      >
        {problem.text}
      </Notice>
    );
  }
  if (!payment) return <FormSkeleton />;
  const Form = payment.apiBase === null ? StripeForm : CardForm;
  return (
    <Suspense fallback={<FormSkeleton />}>
      <Form orderNumber={order.number} payment={payment} total={order.total} onPaid={paid} onOver={onOver} />
    </Suspense>
  );
}

function FormSkeleton() {
  return (
    <Loading className="grid max-w-md grid-cols-2 gap-4">
      <Bone className="col-span-2 h-12" />
      <Bone className="h-12" />
      <Bone className="h-12" />
      <Bone className="col-span-2 h-12" />
    </Loading>
  );
}

type PaymentProblem = { text: string; isProviderDown: boolean };

/** What the browser needs to pay: from the checkout just done, else asked for; the open PaymentIntent is reused. */
function usePayment(orderNumber: string) {
  const failureText = useFailureText();
  const navigate = useNavigate();
  const [startPayment] = useStartPaymentMutation();
  const [payment, setPayment] = useState<BrowserPayment | null>(() => takeOver(orderNumber));
  const [problem, setProblem] = useState<PaymentProblem | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once per attempt, not per render
  useEffect(() => {
    if (payment) return;
    let isGone = false;
    const ask = async () => {
      const { data } = await startPayment({ variables: { orderNumber } });
      if (isGone || !data) return;
      const result = data.startPayment;
      if (result.__typename === 'CheckoutStarted' && result.payment) {
        handOver(orderNumber, result.payment);
        setPayment(result.payment);
      } else if (
        result.__typename === 'PaymentProviderUnavailable' ||
        result.__typename === 'PurchasesPaused' ||
        result.__typename === 'RateLimited'
      )
        setProblem({
          text: result.message,
          isProviderDown: result.__typename === 'PaymentProviderUnavailable',
        });
      else navigate(`/orders/${orderNumber}`, { replace: true });
    };
    ask().catch((error) => isGone || setProblem({ text: failureText(error), isProviderDown: false }));
    return () => {
      isGone = true;
    };
  }, [orderNumber, attempt]);
  const retry = () => {
    setProblem(null);
    setAttempt((before) => before + 1);
  };
  return { payment, problem, retry };
}
