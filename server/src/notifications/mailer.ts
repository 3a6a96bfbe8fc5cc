/** A picture that a mail carries within itself, shown by `cid:<cid>`. */
export interface InlinePicture {
  cid: string;
  filename: string;
  /** PNG. */
  content: Buffer;
}

/** A mail ready to go. */
export interface OutgoingMail {
  /** Ours; the Message-ID is made from it, so that the same mail sent twice is known as one. */
  id: string;
  to: string;
  subject: string;
  text: string;
  /** Null for a mail of text alone. */
  html: string | null;
  pictures: readonly InlinePicture[];
  /** Where a single POST ends mails of this kind (RFC 8058); for those that can be ended. */
  unsubscribeUrl?: string;
}

/** A mail's whole content, for nobody yet. */
export type MailContent = Omit<OutgoingMail, 'id' | 'to'>;

/** The service that carries mails. */
export interface Mailer {
  /**
   * Hands the mail to the mail server; resolves when that has taken responsibility for it. Sending again is
   * harmless: it has the same Message-ID.
   * @throws MailError; `isPermanent` tells whether trying again could help
   */
  send(mail: OutgoingMail): Promise<{ messageId: string }>;
  /** Lets go of open connections; a mail being sent is finished first. */
  close(): void;
}

/** A mail was not taken. Its message names no address and nothing of the mail's content. */
export class MailError extends Error {
  override readonly name = 'MailError';
  /** True when this mail to this address will never be taken. */
  readonly isPermanent: boolean;

  constructor(message: string, isPermanent: boolean) {
    super(message);
    this.isPermanent = isPermanent;
  }
}
