import { AccountFrame } from './account-frame.tsx';
import { Devices } from './devices.tsx';

/** Where one is signed in. */
export function DevicesPage() {
  return (
    <AccountFrame page="devices">
      <Devices />
    </AccountFrame>
  );
}
