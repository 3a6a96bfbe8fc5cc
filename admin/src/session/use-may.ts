import { useCallback } from 'react';
import { type Action, mayAct } from './rights.ts';
import { useViewer } from './viewer.ts';

/** Whether the person at the desk is offered an action. */
export function useMay(): (action: Action) => boolean {
  const { roles } = useViewer();
  return useCallback((action) => mayAct(roles, action), [roles]);
}
