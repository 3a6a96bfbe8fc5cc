/**
 * A timestamptz as a hand-written statement returns it. MikroORM reads such columns as text (its entities turn
 * them into dates), and its connection is shared by every statement.
 */
export type Timestamp = string;

export const toDate = (timestamp: Timestamp): Date => new Date(timestamp);
