import { Download } from 'lucide-react';
import { buttonClass } from '../ui/button.tsx';
import { useOwnTexts } from './own-texts.ts';

/** A plain link: the file is streamed to disk, however large it is. Refused, it leads to the privacy page. */
export function ExportLink() {
  const { own } = useOwnTexts();
  return (
    <a href="/account/export.json" className={buttonClass('plain')}>
      <Download aria-hidden className="size-4" />
      {own('personal.export.action')}
    </a>
  );
}
