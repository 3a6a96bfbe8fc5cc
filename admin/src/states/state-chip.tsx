import { useTranslate } from 'react-admin';
import { type StateKind, type StateOf, stateLooks } from './state-looks.ts';
import { ToneChip } from './tone-chip.tsx';

/** One state as a colour, an icon and a word. */
export function StateChip<K extends StateKind>({ kind, state }: { kind: K; state: StateOf<K> }) {
  const translate = useTranslate();
  const { tone, icon } = stateLooks[kind][state];
  return <ToneChip tone={tone} icon={icon} label={translate(`states.${kind}.${state}`)} />;
}
