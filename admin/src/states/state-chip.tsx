import { useSay } from '../i18n/use-say.ts';
import { type StateKind, type StateOf, stateLooks } from './state-looks.ts';
import { ToneChip } from './tone-chip.tsx';

/** One state as a colour, an icon and a word. */
export function StateChip<K extends StateKind>({ kind, state }: { kind: K; state: StateOf<K> }) {
  const say = useSay();
  const { tone, icon } = stateLooks[kind][state];
  return <ToneChip tone={tone} icon={icon} label={say(`states.${kind}.${state}`)} />;
}
