import { type RequestProblem, toRequestProblem } from '../api/request-problem.ts';

/** What each error of a mutation selects: a stable code, words for the person, and which fields they are about. */
interface UserError {
  __typename: string;
  code: string;
  message: string;
  errors?: readonly { path: string; message: string }[];
}

/** Why something was not done, in the person's language. */
export interface Refusal {
  code: string;
  message: string;
  fields: readonly { path: string; message: string }[];
  /** No answer came: it may have been done, and only a repeat of the very same request is safe. */
  isUnknown: boolean;
}

/** What of a mutation's answers is no error. */
export type Done<Answer> = Exclude<Answer, UserError>;

export type Outcome<Answer> = { done: Done<Answer>; refusal: null } | { done: null; refusal: Refusal };

/** Codes of an answer that tell nothing of whether the request was carried out. */
const tellNothing = ['NETWORK', 'INTERNAL_SERVER_ERROR'];

/**
 * What came of a request. Once it is unknown whether it was carried out, only an answer of the mutation itself ends
 * that: a repeat that is turned away before anything runs (RATE_LIMITED, UNAUTHENTICATED) says nothing of the first.
 */
export async function outcomeOf<Answer extends object>(
  perform: () => Promise<Answer | null | undefined>,
  wasUnknown: boolean,
  textOf: (problem: RequestProblem) => string,
): Promise<Outcome<Answer>> {
  try {
    const answer = await perform();
    if (!answer) throw new Error('The server answered without data');
    if (isDone(answer)) return { done: answer, refusal: null };
    if (isUserError(answer)) return { done: null, refusal: refusalOf(answer) };
    throw new Error('The server answered what is neither');
  } catch (error) {
    const problem = toRequestProblem(error);
    const isUnknown = wasUnknown || tellNothing.includes(problem.code);
    return {
      done: null,
      refusal: { code: problem.code, message: textOf(problem), fields: [], isUnknown },
    };
  }
}

const isUserError = (answer: object): answer is UserError => 'code' in answer && 'message' in answer;

const isDone = <Answer extends object>(answer: Answer): answer is Done<Answer> => !isUserError(answer);

const refusalOf = ({ code, message, errors = [] }: UserError): Refusal => ({
  code,
  // One field's own words say more than that some field is not right.
  message: errors.length === 1 ? (errors[0]?.message ?? message) : message,
  fields: errors,
  // The payment service may have taken the request and not have answered.
  isUnknown: code === 'PAYMENT_PROVIDER_UNAVAILABLE',
});
