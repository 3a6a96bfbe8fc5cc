import HeartBroken from '@mui/icons-material/HeartBrokenOutlined';
import { Button, Card } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';
import { Note } from '../ui/note.tsx';
import { PageFrame } from '../ui/page-frame.tsx';

/** A page whose own code failed. The frame around it still works. */
export function BrokenPage() {
  const say = useSay();
  return (
    <PageFrame title={say('problem.crashTitle')}>
      <Card>
        <Note icon={HeartBroken} title={say('problem.crashTitle')} text={say('problem.crash')} isAlert>
          <Button variant="outlined" onClick={() => location.reload()}>
            {say('problem.again')}
          </Button>
        </Note>
      </Card>
    </PageFrame>
  );
}
