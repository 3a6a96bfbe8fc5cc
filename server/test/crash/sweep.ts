import type { Ground } from './ground.ts';
import { type PointResult, recordSteps, runPoint } from './run-point.ts';
import type { Scenario } from './scenario.ts';
import { type KillPoint, moments, type StepList } from './step-counter.ts';
import { alone } from './step-hooks.ts';

/** A kill point of a scenario, with what the undisturbed run did there. */
export interface Point extends KillPoint {
  scenario: Scenario;
  kind: string;
}

export interface Recorded {
  scenario: Scenario;
  steps: StepList;
}

/** Runs scenarios undisturbed and gives their steps. */
export async function recordAll(
  grounds: readonly Ground[],
  scenarios: readonly Scenario[],
): Promise<Recorded[]> {
  return shareOut(grounds, scenarios, async (ground, scenario) => ({
    scenario,
    steps: await recordSteps(ground, scenario),
  }));
}

/** Every step of every scenario, before and after. */
export const everyPoint = (recorded: readonly Recorded[]): Point[] =>
  recorded.flatMap(({ scenario, steps }) =>
    moments.flatMap((moment) =>
      steps[moment].map((kind, index) => ({ scenario, moment, step: index + 1, kind })),
    ),
  );

/**
 * The points at which something outside the process has just changed for good: a commit, a call that acts, a mail.
 * A process that dies anywhere leaves the world as it was after the last of them.
 */
export const lastingPoints = (points: readonly Point[]): Point[] =>
  points.filter(
    ({ moment, kind }) =>
      moment === 'after' && (/^(commit|POST|SMTP text|take job|end job)/.test(kind) || kind.endsWith(alone)),
  );

/**
 * What a step is, whichever table it is about: a look, a lock, a write within a transaction or alone, and each call,
 * each word of SMTP and each thing done with a job by itself. The sample has one of each.
 */
export function kindOf(step: string): string {
  const verb = /^(read|lock|insert|update|delete)\b/.exec(step)?.[0];
  if (verb === undefined) return step;
  return step.endsWith(alone) ? verb + alone : verb;
}

/** The kinds of steps that none of the sampled scenarios has: their sample would not stand for the others. */
export function kindsWithoutSample(
  recorded: readonly Recorded[],
  sampled: readonly Scenario[],
): { kind: string; scenario: string }[] {
  const kindsOf = (of: readonly Recorded[]) =>
    everyPoint(of).map(({ kind, scenario }) => ({ kind: kindOf(kind), scenario: scenario.name }));
  const known = new Set(
    kindsOf(recorded.filter(({ scenario }) => sampled.includes(scenario))).map(({ kind }) => kind),
  );
  const missing = kindsOf(recorded).filter(({ kind }) => !known.has(kind));
  return [...new Map(missing.map((each) => [each.kind, each])).values()];
}

/** The same points, counted among the steps of their own name. */
export const countedByName = (points: readonly Point[]): Point[] =>
  points.map((point) => {
    const { scenario, moment, kind, step } = point;
    const alike = points.filter(
      (other) => other.scenario === scenario && other.moment === moment && other.kind === kind,
    );
    return { ...point, of: kind, step: alike.findIndex((other) => other.step === step) + 1 };
  });

/**
 * A few points that have every kind of step among them: of each kind one, before and after in turn, from the
 * scenarios in turn.
 */
export function samplePoints(all: readonly Point[]): Point[] {
  const points = countedByName(all);
  const kinds = [...new Set(points.map((point) => kindOf(point.kind)))].sort();
  return kinds.flatMap((kind, index) => {
    const ofKind = points.filter((point) => kindOf(point.kind) === kind);
    const wanted = ofKind.filter((point) => point.moment === moments[index % moments.length]);
    // The first of its name comes in every run.
    const candidates = (wanted.length > 0 ? wanted : ofKind).filter(({ step }) => step === 1);
    return candidates[(index * 7) % candidates.length] ?? [];
  });
}

export interface Outcome {
  point: Point;
  result: PointResult;
}

/** Kills at each point. Grounds work beside each other. */
export function sweep(
  grounds: readonly Ground[],
  points: readonly Point[],
  onOutcome: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  return shareOut(grounds, points, async (ground, point) => {
    const outcome = { point, result: await runPoint(ground, point.scenario, point) };
    onOutcome(outcome);
    return outcome;
  });
}

/** Whoever is free takes the next; results come in the order of the work. */
async function shareOut<Work, Result>(
  grounds: readonly Ground[],
  work: readonly Work[],
  run: (ground: Ground, each: Work) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  await Promise.all(
    grounds.map(async (ground) => {
      for (;;) {
        const index = next;
        next += 1;
        const each = work[index];
        if (each === undefined) return;
        results[index] = await run(ground, each);
      }
    }),
  );
  return results;
}
