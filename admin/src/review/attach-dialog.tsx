import { TextField } from '@mui/material';
import { ActionDialog } from '../actions/action-dialog.tsx';
import { HeldRequests } from '../actions/held-requests.ts';
import { isReason, ReasonField } from '../actions/reason-field.tsx';
import { useKeyedRequest } from '../actions/use-keyed-request.ts';
import { useAttachSupplierOrderMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { isMoneyDraft, MoneyFields, moneyOf } from './money-fields.tsx';
import { SupplierField } from './supplier-field.tsx';

interface AttachDialogProps {
  esimId: string;
  /** What suppliers were asked, oldest first: under our reference their order is found on their own page. */
  attempts: readonly { supplier: string; reference: string }[];
  onClose: () => void;
}

const fields = ['activationCode', 'iccid', 'providerReference'] as const;
const empty = {
  facts: { activationCode: '', iccid: '', providerReference: '' },
  supplier: '',
  cost: { text: '', currency: 'USD' },
  reason: '',
};
const held = new HeldRequests<typeof empty>();

/** Delivers an eSIM that a supplier made and the shop never heard of, by what the supplier's own desk shows. */
export function AttachDialog({ esimId, attempts, onClose }: AttachDialogProps) {
  const say = useSay();
  const [attach] = useAttachSupplierOrderMutation();
  const done = say('review.attach.done');
  const request = useKeyedRequest({ held, subject: esimId, empty, done, onClose });
  const { draft, change, submit, isBusy, refusal, isFixed } = request;
  const { facts, supplier, cost, reason } = draft;
  const asked = attempts.findLast((attempt) => supplier === '' || attempt.supplier === supplier);
  const isWhole = fields.every((field) => facts[field].trim() !== '');
  const confirm = () =>
    submit(async (idempotencyKey) => {
      const input = {
        esimId,
        activationCode: facts.activationCode.trim(),
        iccid: facts.iccid.trim(),
        providerReference: facts.providerReference.trim(),
        supplier: supplier || null,
        cost: moneyOf(cost),
        reason: reason.trim(),
        idempotencyKey,
      };
      return (await attach({ variables: { input } })).data?.attachSupplierOrder;
    });
  return (
    <ActionDialog
      title={say('review.attach.title')}
      text={say(asked ? 'review.attach.textReference' : 'review.attach.text', {
        reference: asked?.reference ?? '',
        supplier: asked?.supplier ?? '',
      })}
      confirmLabel={say('review.attach.confirm')}
      isBusy={isBusy}
      isReady={isWhole && isReason(reason) && isMoneyDraft(cost)}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {fields.map((field, place) => (
        <TextField
          key={field}
          label={say(`review.attach.${field}`)}
          value={facts[field]}
          onChange={(event) => change({ facts: { ...facts, [field]: event.target.value } })}
          autoFocus={place === 0}
          autoComplete="off"
          disabled={isFixed}
          required
          error={refusal?.fields.some(({ path }) => path === field) ?? false}
          helperText={refusal?.fields.find(({ path }) => path === field)?.message}
        />
      ))}
      <SupplierField
        value={supplier}
        onChange={(value) => change({ supplier: value })}
        noneText={say('review.attach.lastSupplier')}
        isFixed={isFixed}
      />
      <MoneyFields
        label={say('review.attach.cost')}
        value={cost}
        onChange={(value) => change({ cost: value })}
        isFixed={isFixed}
      />
      <ReasonField value={reason} onChange={(value) => change({ reason: value })} isFixed={isFixed} />
    </ActionDialog>
  );
}
