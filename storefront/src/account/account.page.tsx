import { AccountFrame } from './account-frame.tsx';
import { MyEsims } from './my-esims.tsx';
import { MyOrders } from './my-orders.tsx';

/** What one has bought: the passes first, then every order. */
export function AccountPage() {
  return (
    <AccountFrame page="overview">
      <MyEsims />
      <div className="mt-12">
        <MyOrders />
      </div>
    </AccountFrame>
  );
}
