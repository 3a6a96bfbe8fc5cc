import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long whatever their size; begun last, one of them would run on while the other worker is idle. */
const long = [
  /\/test\/crash\//,
  /\/test\/race\//,
  /ledger\.check\.test/,
  /undelivered\.test/,
  /second-factor\.test/,
];

/** The long ones first, then as vitest has it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex((pattern) => pattern.test(moduleId));
      return found < 0 ? long.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
