import GppBad from '@mui/icons-material/GppBadOutlined';
import GppMaybe from '@mui/icons-material/GppMaybeOutlined';
import Shield from '@mui/icons-material/VerifiedUserOutlined';
import { useSay } from '../i18n/use-say.ts';
import type { StaffRow } from './staff.reader.ts';

type Factor = Pick<StaffRow, 'hasSecondFactor' | 'needsSecondFactor' | 'recoveryCodesLeft'>;

/** How well a person's way in is guarded, as a chip says it. */
export function useFactorLook({ hasSecondFactor, needsSecondFactor, recoveryCodesLeft }: Factor) {
  const say = useSay();
  if (hasSecondFactor) {
    const label = say('staff.factor.on', { smart_count: recoveryCodesLeft });
    return { tone: 'ready', icon: Shield, label } as const;
  }
  return needsSecondFactor
    ? ({ tone: 'lost', icon: GppBad, label: say('staff.factor.missing') } as const)
    : ({ tone: 'neutral', icon: GppMaybe, label: say('staff.factor.off') } as const);
}
