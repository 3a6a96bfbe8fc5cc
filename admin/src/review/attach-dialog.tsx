import { TextField } from '@mui/material';
import { useState } from 'react';
import { ActionDialog } from '../actions/action-dialog.tsx';
import { isReason, ReasonField } from '../actions/reason-field.tsx';
import { useAttachSupplierOrderMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { isMoneyDraft, MoneyFields, moneyOf } from './money-fields.tsx';
import { SupplierField } from './supplier-field.tsx';
import { useDeliveryAction } from './use-delivery-action.ts';

interface AttachDialogProps {
  esimId: string;
  /** Our reference at the supplier, by which its order is found there. */
  reference: string | null;
  onClose: () => void;
}

const empty = { activationCode: '', iccid: '', providerReference: '' };
const fields = ['activationCode', 'iccid', 'providerReference'] as const;

/** Delivers an eSIM that a supplier made and the shop never heard of, by what the supplier's own desk shows. */
export function AttachDialog({ esimId, reference, onClose }: AttachDialogProps) {
  const say = useSay();
  const [facts, setFacts] = useState(empty);
  const [supplier, setSupplier] = useState('');
  const [cost, setCost] = useState({ text: '', currency: 'USD' });
  const [reason, setReason] = useState('');
  const [attach] = useAttachSupplierOrderMutation();
  const { submit, isBusy, refusal, isFixed } = useDeliveryAction(say('review.attach.done'), onClose);
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
      text={say(reference ? 'review.attach.textReference' : 'review.attach.text', {
        reference: reference ?? '',
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
          onChange={(event) => setFacts({ ...facts, [field]: event.target.value })}
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
        onChange={setSupplier}
        noneText={say('review.attach.lastSupplier')}
        isFixed={isFixed}
      />
      <MoneyFields label={say('review.attach.cost')} value={cost} onChange={setCost} isFixed={isFixed} />
      <ReasonField value={reason} onChange={setReason} isFixed={isFixed} />
    </ActionDialog>
  );
}
