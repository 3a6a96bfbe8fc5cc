import { useEffect, useEffectEvent, useState } from 'react';

/** The order is closed by a job soon after its time, or by a message of Stripe. */
const ASK_EVERY_MS = 3_000;

/**
 * Asks what became of an order once its time to be paid is over, or once its payment is known to be: until the page
 * goes elsewhere. Returns the way to say the latter.
 */
export function useOrderEnd(expiresAt: string | null, ask: () => Promise<unknown>): () => void {
  const [isOver, setOver] = useState(false);
  const look = useEffectEvent(() => {
    // Without an answer the page keeps what it shows; the next one comes.
    ask().catch(() => undefined);
  });
  useEffect(() => {
    if (expiresAt === null) return;
    const timer = setTimeout(() => setOver(true), Math.max(0, Date.parse(expiresAt) - Date.now()));
    return () => clearTimeout(timer);
  }, [expiresAt]);
  useEffect(() => {
    if (!isOver) return;
    look();
    const timer = setInterval(look, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isOver]);
  return () => setOver(true);
}
