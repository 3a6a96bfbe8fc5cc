import { AccountFrame } from './account-frame.tsx';
import { EmailSection } from './email-section.tsx';
import { Profile } from './profile.tsx';

/** Name, address, language and currency. */
export function ProfilePage() {
  return (
    <AccountFrame page="profile">
      <div className="mt-8 grid max-w-4xl items-start gap-10 md:grid-cols-2">
        <Profile />
        <EmailSection />
      </div>
    </AccountFrame>
  );
}
